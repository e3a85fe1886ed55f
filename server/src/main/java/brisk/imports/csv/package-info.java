/** Tables in text files as programs export them and people save them: what they are encoded in, and their rows. */
@org.jspecify.annotations.NullMarked
package brisk.imports.csv;

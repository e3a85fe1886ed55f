/** Tables in spreadsheet files (Office Open XML): their rows as texts, read as a stream and within limits. */
@org.jspecify.annotations.NullMarked
package brisk.imports.xlsx;

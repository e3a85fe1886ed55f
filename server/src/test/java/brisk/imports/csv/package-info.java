@org.jspecify.annotations.NullMarked
package brisk.imports.csv;

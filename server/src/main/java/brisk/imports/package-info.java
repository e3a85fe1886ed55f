/** Files of rows that become records: received, understood, staged, and merged in one transaction. */
@org.jspecify.annotations.NullMarked
package brisk.imports;

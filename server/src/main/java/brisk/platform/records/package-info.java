/** What all records have in common: fields read from JSON, columns written to it, filters, sorting, paging. */
@org.jspecify.annotations.NullMarked
package brisk.platform.records;

/** Lists as files: any number of rows with the filters and the order of the list, written while they are read. */
@org.jspecify.annotations.NullMarked
package brisk.exports;

/** The database: connections, statements counted per request, transactions that tell the cache what they changed. */
@org.jspecify.annotations.NullMarked
package brisk.platform.db;

/** Background jobs that live in the same PostgreSQL as the data they work on. */
@org.jspecify.annotations.NullMarked
package brisk.platform.jobs;

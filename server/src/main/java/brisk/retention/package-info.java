/** The end of what was deleted: after 30 days it is gone. */
@org.jspecify.annotations.NullMarked
package brisk.retention;

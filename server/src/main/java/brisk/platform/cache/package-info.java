/** The read cache, never stale after the answer to a write. */
@org.jspecify.annotations.NullMarked
package brisk.platform.cache;

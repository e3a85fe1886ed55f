/** What the server tells about itself: health, metrics, the cache. */
@org.jspecify.annotations.NullMarked
package brisk.performance;

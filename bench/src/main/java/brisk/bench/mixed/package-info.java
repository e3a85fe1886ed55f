/** People at work: many at once, with pauses, mostly reading, the same few records again and again. */
@org.jspecify.annotations.NullMarked
package brisk.bench.mixed;

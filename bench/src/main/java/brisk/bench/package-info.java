/** Measurements that a shell script cannot make; {@code ./brisk bench} starts them and writes the report. */
@org.jspecify.annotations.NullMarked
package brisk.bench;

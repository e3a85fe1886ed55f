/** Pictures of the tables in a report. */
@org.jspecify.annotations.NullMarked
package brisk.bench.charts;

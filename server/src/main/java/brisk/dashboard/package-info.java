/** Everything that a salesperson's first screen shows, in one answer. */
@org.jspecify.annotations.NullMarked
package brisk.dashboard;

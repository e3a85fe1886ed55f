@org.jspecify.annotations.NullMarked
package brisk.dashboard;

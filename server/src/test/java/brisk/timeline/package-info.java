@org.jspecify.annotations.NullMarked
package brisk.timeline;

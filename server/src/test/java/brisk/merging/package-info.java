@org.jspecify.annotations.NullMarked
package brisk.merging;

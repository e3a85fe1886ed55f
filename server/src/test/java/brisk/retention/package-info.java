@org.jspecify.annotations.NullMarked
package brisk.retention;

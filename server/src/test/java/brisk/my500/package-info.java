@org.jspecify.annotations.NullMarked
package brisk.my500;

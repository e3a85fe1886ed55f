@org.jspecify.annotations.NullMarked
package brisk.views;

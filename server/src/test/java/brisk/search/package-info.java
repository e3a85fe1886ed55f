@org.jspecify.annotations.NullMarked
package brisk.search;

@org.jspecify.annotations.NullMarked
package brisk.exports;

@org.jspecify.annotations.NullMarked
package brisk.demo;

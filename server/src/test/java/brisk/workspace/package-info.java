@org.jspecify.annotations.NullMarked
package brisk.workspace;

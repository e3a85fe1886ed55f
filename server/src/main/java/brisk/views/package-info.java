/** Saved views of lists. */
@org.jspecify.annotations.NullMarked
package brisk.views;

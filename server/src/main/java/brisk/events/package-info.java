/** Tells open clients what kinds of records have changed, so that they show it without asking. */
@org.jspecify.annotations.NullMarked
package brisk.events;

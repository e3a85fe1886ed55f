/** What leaves by mail, and what could not. */
@org.jspecify.annotations.NullMarked
package brisk.outbox;

/** Dated to-dos, and the mail that comes when one falls due. */
@org.jspecify.annotations.NullMarked
package brisk.reminders;

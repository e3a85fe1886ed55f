/** What happened with a contact or company: interactions, calls, meetings, e-mails, messages and notes. */
@org.jspecify.annotations.NullMarked
package brisk.timeline;

/** Mails leave through an outbox in the transaction that causes them. */
@org.jspecify.annotations.NullMarked
package brisk.platform.mail;

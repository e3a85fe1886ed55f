/** Duplicates of a contact, merging them, and taking a merge back: one transaction over everything that hangs on a contact. */
@org.jspecify.annotations.NullMarked
package brisk.merging;

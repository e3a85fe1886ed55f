/** People: lists, records, bulk changes, merging, and each seller's view of them. */
@org.jspecify.annotations.NullMarked
package brisk.contacts;

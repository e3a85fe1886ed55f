/** The lead desk: enquiries without duplicates, followed up in time. */
@org.jspecify.annotations.NullMarked
package brisk.leads;

/** Organisations that contacts work for, with their parents and subsidiaries. */
@org.jspecify.annotations.NullMarked
package brisk.companies;

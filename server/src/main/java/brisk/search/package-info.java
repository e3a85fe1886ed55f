/** One search over everything a person can look for. */
@org.jspecify.annotations.NullMarked
package brisk.search;

@org.jspecify.annotations.NullMarked
package brisk.deals;

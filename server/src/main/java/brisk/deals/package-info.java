/** Deals on their way through pipelines, and the products that they are about. */
@org.jspecify.annotations.NullMarked
package brisk.deals;

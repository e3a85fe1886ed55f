@org.jspecify.annotations.NullMarked
package brisk.leads;

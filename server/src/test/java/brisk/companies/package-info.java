@org.jspecify.annotations.NullMarked
package brisk.companies;

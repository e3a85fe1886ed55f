@org.jspecify.annotations.NullMarked
package brisk.contacts;

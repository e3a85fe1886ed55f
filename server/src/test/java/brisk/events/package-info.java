@org.jspecify.annotations.NullMarked
package brisk.events;

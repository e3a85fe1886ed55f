@org.jspecify.annotations.NullMarked
package brisk.reminders;

/** What can be set, where it is read from, and the typed result that everything else is built with. */
@org.jspecify.annotations.NullMarked
package brisk.platform.config;

/** What the server knows of its own speed. */
@org.jspecify.annotations.NullMarked
package brisk.platform.telemetry;

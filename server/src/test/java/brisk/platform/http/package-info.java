@org.jspecify.annotations.NullMarked
package brisk.platform.http;

/** Who is asking, and what they may do. */
@org.jspecify.annotations.NullMarked
package brisk.platform.security;

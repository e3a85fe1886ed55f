/** What tests share: a real PostgreSQL, a running server, a client, people in a workspace. */
@org.jspecify.annotations.NullMarked
package brisk.testing;

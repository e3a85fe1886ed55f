/** Tenants, their users and roles, sessions and API tokens. */
@org.jspecify.annotations.NullMarked
package brisk.workspace;

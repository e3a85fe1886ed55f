/** HTTP as Brisk uses it: routes, requests, answers, problems, limits. */
@org.jspecify.annotations.NullMarked
package brisk.platform.http;

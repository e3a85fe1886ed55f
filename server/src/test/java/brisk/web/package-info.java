/** The web app's shell and session, seen in a real browser. Pages of a feature are tested beside the feature. */
@org.jspecify.annotations.NullMarked
package brisk.web;

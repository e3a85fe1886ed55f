/**
 * The demo workspace: a sales organisation of film and advertising production services, made from seeds, so that the same
 * size on the same day is the same data.
 */
@org.jspecify.annotations.NullMarked
package brisk.demo;

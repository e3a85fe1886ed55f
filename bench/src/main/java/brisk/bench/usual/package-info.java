/**
 * A CRM server as they usually are: the same database and the same answers as Brisk's for the routes that are compared, written
 * with the habits that make such servers slow. Each habit is named where it is. Nothing here waits on purpose, but for the mail
 * server, which takes the 50 ms that one on the network takes.
 */
@org.jspecify.annotations.NullMarked
package brisk.bench.usual;

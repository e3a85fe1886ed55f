/** The contract of the HTTP interface: the document itself, and the page that people read it on. */
@org.jspecify.annotations.NullMarked
package brisk.contract;

/** Brisk: a CRM server in one process. {@link brisk.Main} reads the configuration, {@link brisk.App} wires everything. */
@org.jspecify.annotations.NullMarked
package brisk;

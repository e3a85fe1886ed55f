/** Enquiries as the car trade's programs send them: ADF, as XML or in a mail. */
@org.jspecify.annotations.NullMarked
package brisk.leads.adf;

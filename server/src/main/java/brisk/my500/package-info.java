/** Each seller's book of 500 priority contacts. */
@org.jspecify.annotations.NullMarked
package brisk.my500;

@org.jspecify.annotations.NullMarked
package brisk.contract;

/**
 * Many writers and readers on the same few records, what each of them saw and when, and the proof from it that nobody read
 * what was old. Uses nothing of the server: {@code ./brisk bench coherence} runs it from outside for minutes, a test for seconds.
 */
@org.jspecify.annotations.NullMarked
package brisk.coherence;

package brisk.coherence;

import brisk.coherence.History.Read;
import brisk.coherence.History.Register;
import brisk.coherence.History.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says of every observation of a history whether it was possible: a reader must see the last write whose answer was there when the
 * reader began, or a later one that had begun when the reader ended.
 */
public final class Checker {
    private static final int MOST_EXAMPLES = 20;

    /**
     * @param observations how many things were seen in all answers together
     * @param impossible how many of them nobody may have seen
     * @param unknown how many name a write of which no answer came, so that nothing can be said about them
     * @param examples some of the impossible ones, in words
     * @param byRoute reads, hits among them, and impossible observations of each route
     */
    public record Verdict(
            long writes,
            long reads,
            long hits,
            long observations,
            long impossible,
            long unknown,
            List<String> examples,
            Map<String, long[]> byRoute) {}

    private final Timeline[] timelines;
    private final List<Read> reads;
    private final long writes;
    private final List<String> examples = new ArrayList<>();
    private final Map<String, long[]> byRoute = new TreeMap<>();
    private long observations;
    private long impossible;
    private long unknown;

    private Checker(History history) {
        List<Register> registers = history.registers();
        List<List<Write>> byRegister = new ArrayList<>();
        registers.forEach(register -> byRegister.add(new ArrayList<>()));
        List<Write> all = history.writes();
        all.forEach(write -> byRegister.get(write.register()).add(write));
        timelines = new Timeline[registers.size()];
        for (Register register : registers) {
            timelines[register.number()] = new Timeline(register, byRegister.get(register.number()));
        }
        reads = history.reads();
        writes = all.size();
    }

    public static Verdict check(History history) {
        return new Checker(history).verdict();
    }

    private Verdict verdict() {
        long hits = 0;
        for (Read read : reads) {
            long[] route = byRoute.computeIfAbsent(read.route(), name -> new long[3]);
            route[0]++;
            if (read.hit()) {
                hits++;
                route[1]++;
            }
            for (int i = 0; i < read.seen().length; i += 2) {
                observations++;
                judge(read, timelines[(int) read.seen()[i]], read.seen()[i + 1], route);
            }
        }
        return new Verdict(
                writes, reads.size(), hits, observations, impossible, unknown, List.copyOf(examples), byRoute);
    }

    private void judge(Read read, Timeline timeline, long value, long[] route) {
        String fault = timeline.fault(read, value);
        if (fault.equals(Timeline.UNKNOWN)) {
            unknown++;
        } else if (!fault.isEmpty()) {
            impossible++;
            route[2]++;
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(String.format(
                        Locale.ROOT,
                        "%s%s, %.1f ms: %s %s",
                        read.route(),
                        read.hit() ? " (hit)" : "",
                        (read.endNanos() - read.startNanos()) / 1e6,
                        timeline.register.name(),
                        fault));
            }
        }
    }

    /** The writes of one register. */
    private static final class Timeline {
        static final String UNKNOWN = "?";

        private final Register register;
        /** When writes had ended, and the highest place of those that had by then. */
        private final long[] ends;

        private final long[] lastPlaces;
        private final long[] lastEnds;
        private final List<Write> byStart;
        private final Map<Long, Long> places = new HashMap<>();
        /** Counters: when what adds and what takes away began and ended. */
        private final long[][] moments;

        Timeline(Register register, List<Write> writes) {
            this.register = register;
            List<Write> byEnd = writes.stream()
                    .sorted(Comparator.comparingLong(Write::endNanos))
                    .toList();
            ends = byEnd.stream().mapToLong(Write::endNanos).toArray();
            lastPlaces = new long[ends.length];
            lastEnds = new long[ends.length];
            for (int i = 0; i < ends.length; i++) {
                Write write = byEnd.get(i);
                boolean newest = i == 0 || write.place() > lastPlaces[i - 1];
                lastPlaces[i] = newest ? write.place() : lastPlaces[i - 1];
                lastEnds[i] = newest ? write.endNanos() : lastEnds[i - 1];
                places.put(write.label(), write.place());
            }
            byStart = writes.stream()
                    .sorted(Comparator.comparingLong(Write::startNanos))
                    .toList();
            moments = new long[][] {
                writes.stream()
                        .filter(w -> w.place() > 0)
                        .mapToLong(Write::startNanos)
                        .sorted()
                        .toArray(),
                writes.stream()
                        .filter(w -> w.place() > 0)
                        .mapToLong(Write::endNanos)
                        .sorted()
                        .toArray(),
                writes.stream()
                        .filter(w -> w.place() < 0)
                        .mapToLong(Write::startNanos)
                        .sorted()
                        .toArray(),
                writes.stream()
                        .filter(w -> w.place() < 0)
                        .mapToLong(Write::endNanos)
                        .sorted()
                        .toArray()
            };
        }

        /** Empty where the observation was possible. */
        String fault(Read read, long value) {
            long start = read.startNanos();
            return switch (register.kind()) {
                case PLACE -> old(value, start);
                case LABEL -> {
                    Long place = places.get(value);
                    yield place == null ? UNKNOWN : old(place, start);
                }
                case PRESENCE -> {
                    long last = lastPlace(start);
                    yield value == (last & 1) || turned(last, start, read.endNanos())
                            ? ""
                            : value == 1 ? "is shown although it was gone" : "is missing";
                }
                case COUNTER -> {
                    long least = register.start() + before(moments[1], start) - upTo(moments[2], read.endNanos());
                    long most = register.start() + upTo(moments[0], read.endNanos()) - before(moments[3], start);
                    yield value >= least && value <= most ? "" : "is " + value + ", not from " + least + " to " + most;
                }
            };
        }

        private String old(long place, long start) {
            int last = before(ends, start) - 1;
            return last < 0 || place >= lastPlaces[last]
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "is at %d, %d was answered %.1f ms before",
                            place,
                            lastPlaces[last],
                            (start - lastEnds[last]) / 1e6);
        }

        private long lastPlace(long moment) {
            int ended = before(ends, moment);
            return ended == 0 ? 0 : lastPlaces[ended - 1];
        }

        /** Whether a write after {@code last} may have shown before the reader's end. */
        private boolean turned(long last, long start, long end) {
            for (Write write : byStart) {
                if (write.startNanos() > end) {
                    return false;
                }
                if (write.place() > last && write.endNanos() >= start) {
                    return true;
                }
            }
            return false;
        }

        /** How many of the sorted moments are earlier. */
        private static int before(long[] sorted, long moment) {
            int found = Arrays.binarySearch(sorted, moment);
            if (found < 0) {
                return -found - 1;
            }
            while (found > 0 && sorted[found - 1] == moment) {
                found--;
            }
            return found;
        }

        private static int upTo(long[] sorted, long moment) {
            return before(sorted, moment + 1);
        }
    }
}

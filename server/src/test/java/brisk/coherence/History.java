package brisk.coherence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was written and read, and when, in nanoseconds of one clock. What changes is a <em>register</em>; each of its writes has a
 * place in the order in which the server made them. A write begins before its request is sent and ends when its answer is there,
 * so that what the clock says can only make a reader look earlier or a writer later than they were.
 */
public final class History {
    /** What the observations of a register say. */
    public enum Kind {
        /** The place of the write that is seen. */
        PLACE,
        /** The number that the write left in a text; {@link Write#label} says which place that is. */
        LABEL,
        /** 1 where a record is there, 0 where it is not; writes turn it, those of odd places make it be there. */
        PRESENCE,
        /** A number that every write moves by its {@link Write#place}, plus or minus. */
        COUNTER
    }

    /** @param start the value of a counter before the run */
    public record Register(int number, String name, Kind kind, long start) {}

    /** @param label what a reader of a text finds of it; 0 for none */
    public record Write(int register, long startNanos, long endNanos, long place, long label) {}

    /**
     * One answer.
     *
     * @param seen pairs of a register's number and what was seen of it
     */
    public record Read(long startNanos, long endNanos, String route, boolean hit, long[] seen) {}

    /** What one thread did; merged when all have ended. */
    public static final class Log {
        private final List<Write> writes = new ArrayList<>();
        private final List<Read> reads = new ArrayList<>();

        public void wrote(Register register, long startNanos, long endNanos, long place, long label) {
            writes.add(new Write(register.number(), startNanos, endNanos, place, label));
        }

        public void read(long startNanos, long endNanos, String route, boolean hit, Seen seen) {
            reads.add(new Read(startNanos, endNanos, route, hit, seen.pairs()));
        }
    }

    /** What is found in one answer. */
    public static final class Seen {
        private long[] pairs = new long[64];
        private int length;

        public void add(Register register, long value) {
            if (length == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * length);
            }
            pairs[length++] = register.number();
            pairs[length++] = value;
        }

        public boolean isEmpty() {
            return length == 0;
        }

        long[] pairs() {
            return Arrays.copyOf(pairs, length);
        }
    }

    private final List<Register> registers = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Log> logs = new CopyOnWriteArrayList<>();

    public Register register(String name, Kind kind) {
        return register(name, kind, 0);
    }

    public synchronized Register register(String name, Kind kind, long start) {
        var register = new Register(numbers.getAndIncrement(), name, kind, start);
        registers.add(register);
        return register;
    }

    /** One for each thread. */
    public Log log() {
        var log = new Log();
        logs.add(log);
        return log;
    }

    List<Register> registers() {
        return List.copyOf(registers);
    }

    /** Of all threads, which must have ended. */
    public List<Write> writes() {
        return logs.stream().flatMap(log -> log.writes.stream()).toList();
    }

    public List<Read> reads() {
        return logs.stream().flatMap(log -> log.reads.stream()).toList();
    }
}

package brisk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.coherence.Checker;
import brisk.coherence.History;
import brisk.coherence.History.Kind;
import brisk.coherence.History.Register;
import brisk.coherence.History.Seen;
import org.junit.jupiter.api.Test;

/** What a history proves, and what it does not. */
class CheckerTest {
    private final History history = new History();
    private final History.Log log = history.log();

    private void read(long start, long end, Register register, long value) {
        var seen = new Seen();
        seen.add(register, value);
        log.read(start, end, "a route", true, seen);
    }

    private long impossible() {
        return Checker.check(history).impossible();
    }

    @Test
    void aReaderWhoBeganAfterAnAnswerMustSeeIt() {
        Register version = history.register("a version", Kind.PLACE);
        log.wrote(version, 0, 10, 1, 0);
        log.wrote(version, 20, 30, 2, 0);
        read(31, 40, version, 2);
        assertThat(impossible()).isZero();
        read(31, 40, version, 1);
        assertThat(impossible()).isEqualTo(1);
        assertThat(Checker.check(history).examples().getFirst()).contains("is at 1, 2 was answered");
    }

    @Test
    void aReaderWhoBeganBeforeMaySeeEither() {
        Register version = history.register("a version", Kind.PLACE);
        log.wrote(version, 0, 10, 1, 0);
        log.wrote(version, 20, 30, 2, 0);
        read(30, 50, version, 1);
        read(25, 50, version, 2);
        read(12, 50, version, 1);
        assertThat(impossible()).isZero();
    }

    @Test
    void whatIsAnsweredLastNeedNotBeWrittenLast() {
        Register version = history.register("a version", Kind.PLACE);
        log.wrote(version, 0, 90, 1, 0);
        log.wrote(version, 0, 10, 2, 0);
        read(100, 110, version, 2);
        assertThat(impossible()).isZero();
        read(100, 110, version, 1);
        assertThat(impossible()).isEqualTo(1);
    }

    @Test
    void aNameIsAsOldAsTheWriteThatGaveIt() {
        Register name = history.register("a name", Kind.LABEL);
        log.wrote(name, 0, 10, 7, 901);
        log.wrote(name, 0, 10, 6, 902);
        read(11, 20, name, 901);
        assertThat(impossible()).isZero();
        read(11, 20, name, 902);
        assertThat(impossible()).isEqualTo(1);
        read(11, 20, name, 903);
        assertThat(Checker.check(history).unknown()).isEqualTo(1);
    }

    @Test
    void whatIsDeletedIsGoneAndWhatIsRestoredIsThere() {
        Register there = history.register("a record", Kind.PRESENCE);
        read(1, 2, there, 0);
        log.wrote(there, 3, 10, 1, 0);
        read(5, 6, there, 0);
        read(5, 6, there, 1);
        read(11, 12, there, 1);
        log.wrote(there, 20, 30, 2, 0);
        read(25, 26, there, 0);
        read(31, 32, there, 0);
        assertThat(impossible()).isZero();
        read(11, 12, there, 0);
        read(31, 32, there, 1);
        read(1, 2, there, 1);
        assertThat(impossible()).isEqualTo(3);
    }

    @Test
    void aTotalCountsWhatIsDoneAndMayCountWhatIsBeingDone() {
        Register total = history.register("a total", Kind.COUNTER, 100);
        log.wrote(total, 0, 10, 1, 0);
        log.wrote(total, 5, 20, 1, 0);
        log.wrote(total, 5, 20, -1, 0);
        read(11, 12, total, 100);
        read(11, 12, total, 102);
        read(30, 31, total, 101);
        assertThat(impossible()).isZero();
        read(11, 12, total, 99);
        read(11, 12, total, 103);
        read(30, 31, total, 100);
        assertThat(impossible()).isEqualTo(3);
    }
}

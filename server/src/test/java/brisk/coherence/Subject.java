package brisk.coherence;

import brisk.coherence.History.Register;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A record that is written and read. Its name says which one it is and which write gave it: "Qzv c12 w345". */
final class Subject {
    /** No demo data has a word like it. */
    static final String MARK = "Qzv";

    /** The kinds of records, with the address of their list and the member that names one. */
    enum Kind {
        CONTACT("c", "/api/contacts", "name"),
        COMPANY("o", "/api/companies", "name"),
        DEAL("d", "/api/deals", "name"),
        LEAD("l", "/api/leads", "customerName");

        final String letter;
        final String path;
        final String nameMember;

        Kind(String letter, String path, String nameMember) {
            this.letter = letter;
            this.path = path;
            this.nameMember = nameMember;
        }
    }

    static final List<Kind> KINDS = List.of(Kind.values());

    final Kind kind;
    final String key;
    final Register version;
    final Register name;
    final Register presence;
    /** Changes of one record may overlap; what makes or removes it, or does not say its version, goes alone. */
    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    volatile String id = "";
    /** How often it came and went; odd while it is there. */
    volatile long turns;

    volatile boolean retired;
    private long highestVersion;

    Subject(History history, Kind kind, int number) {
        this.kind = kind;
        this.key = kind.letter + number;
        this.version = history.register("the version of " + key, History.Kind.PLACE);
        this.name = history.register("the name of " + key, History.Kind.LABEL);
        this.presence = history.register(key, History.Kind.PRESENCE);
    }

    String named(long label) {
        return MARK + " " + key + " w" + label;
    }

    String path() {
        return kind.path + "/" + id;
    }

    boolean isThere() {
        return (turns & 1) == 1;
    }

    synchronized void reached(long newVersion) {
        highestVersion = Math.max(highestVersion, newVersion);
    }

    synchronized long highestVersion() {
        return highestVersion;
    }
}

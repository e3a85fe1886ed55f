package brisk.coherence;

import brisk.coherence.Client.Reply;
import brisk.coherence.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;

/** One who changes, makes, deletes and restores records, one after the other. */
final class Writer {
    /** Lasting and passing ones fit on one page of a hundred. */
    private static final int MOST_PASSING = 30;

    private static final int BULK = 5;

    private final World world;
    private final History.Log log;

    Writer(World world) {
        this.world = world;
        this.log = world.history.log();
    }

    void next() throws Exception {
        int dice = ThreadLocalRandom.current().nextInt(100);
        Kind kind = World.any(Subject.KINDS);
        if (dice < 55) {
            change(World.any(world.of(kind)));
        } else if (dice < 65) {
            changeMany(dice % 2 == 0 ? Kind.CONTACT : Kind.COMPANY);
        } else if (dice < 80) {
            logActivity(World.any(List.copyOf(world.diaries.values())));
        } else {
            comeOrGo(kind);
        }
    }

    /** By a new name, which may concern every list, or by something that concerns few. */
    private void change(Subject subject) throws Exception {
        Lock lock = subject.lock.readLock();
        lock.lock();
        try {
            Map<String, ?> aside = ThreadLocalRandom.current().nextBoolean() ? aside(subject.kind) : Map.of();
            long label = aside.isEmpty() ? world.labels.incrementAndGet() : 0;
            Map<String, ?> changed = aside.isEmpty() ? Map.of(subject.kind.nameMember, subject.named(label)) : aside;
            long start = System.nanoTime();
            Reply reply = send("PATCH", subject.path(), changed, 200);
            long end = System.nanoTime();
            long version = reply.json().path("version").asLong();
            if (aside.isEmpty()) {
                named(subject, start, end, version, label);
            } else {
                subject.reached(version);
                log.wrote(subject.version, start, end, version, 0);
            }
        } finally {
            lock.unlock();
        }
    }

    private static Map<String, ?> aside(Kind kind) {
        int number = ThreadLocalRandom.current().nextInt(101);
        return switch (kind) {
            case CONTACT -> Map.of("warmness", number);
            case DEAL -> Map.of("value", Integer.toString(number));
            case COMPANY, LEAD -> Map.of();
        };
    }

    private void named(Subject subject, long start, long end, long version, long label) {
        subject.reached(version);
        log.wrote(subject.version, start, end, version, 0);
        log.wrote(subject.name, start, end, version, label);
    }

    /** The answer does not say versions, so nobody else writes these records meanwhile. */
    private void changeMany(Kind kind) throws Exception {
        Set<Subject> chosen = new LinkedHashSet<>();
        while (chosen.size() < BULK) {
            chosen.add(World.any(world.of(kind)));
        }
        List<Subject> subjects = chosen.stream()
                .sorted(Comparator.comparing(subject -> subject.key))
                .toList();
        subjects.forEach(subject -> subject.lock.writeLock().lock());
        try {
            List<Long> labels = new ArrayList<>();
            List<Map<String, String>> records = new ArrayList<>();
            for (Subject subject : subjects) {
                labels.add(world.labels.incrementAndGet());
                records.add(Map.of("id", subject.id, "name", subject.named(labels.getLast())));
            }
            long start = System.nanoTime();
            send("POST", kind.path + "/bulk", Map.of("operation", "update", "records", records), 200);
            long end = System.nanoTime();
            for (int i = 0; i < subjects.size(); i++) {
                named(subjects.get(i), start, end, subjects.get(i).highestVersion() + 1, labels.get(i));
            }
        } finally {
            subjects.forEach(subject -> subject.lock.writeLock().unlock());
        }
    }

    private void logActivity(World.Diary diary) throws Exception {
        diary.lock.lock();
        try {
            long label = world.labels.incrementAndGet();
            long start = System.nanoTime();
            send(
                    "POST",
                    "/api/interactions",
                    Map.of(
                            "contactId",
                            diary.contact.id,
                            "kind",
                            "call",
                            "subject",
                            Subject.MARK + " " + diary.key + " w" + label),
                    201);
            log.wrote(diary.newest, start, System.nanoTime(), label, 0);
        } finally {
            diary.lock.unlock();
        }
    }

    /** A new record, or an old one is deleted, restored, or deleted for good and followed by another. */
    private void comeOrGo(Kind kind) throws Exception {
        List<Subject> passing = world.passing(kind);
        Subject subject = passing.size() < MOST_PASSING ? null : World.any(passing);
        if (subject == null) {
            Subject born = world.newSubject(kind);
            born.lock.writeLock().lock();
            try {
                passing.add(born);
                world.create(born, log);
            } finally {
                born.lock.writeLock().unlock();
            }
            return;
        }
        if (!subject.lock.writeLock().tryLock()) {
            return;
        }
        try {
            turn(subject, passing);
        } finally {
            subject.lock.writeLock().unlock();
        }
    }

    private void turn(Subject subject, List<Subject> passing) throws Exception {
        if (subject.retired || subject.turns == 0) {
            return;
        }
        if (!subject.isThere() && ThreadLocalRandom.current().nextInt(3) == 0) {
            subject.retired = true;
            passing.remove(subject);
            return;
        }
        boolean leaves = subject.isThere();
        long start = System.nanoTime();
        Reply reply = leaves
                ? send("DELETE", subject.path(), Map.of(), 204)
                : send("POST", subject.path() + "/restore", Map.of(), 200);
        long end = System.nanoTime();
        long version = leaves
                ? subject.highestVersion() + 1
                : reply.json().path("version").asLong();
        long turns = subject.turns + 1;
        subject.turns = turns;
        subject.reached(version);
        log.wrote(subject.version, start, end, version, 0);
        log.wrote(subject.presence, start, end, turns, 0);
        log.wrote(world.total(subject.kind), start, end, leaves ? -1 : 1, 0);
    }

    private Reply send(String method, String path, Map<String, ?> body, int expected) throws Exception {
        Reply reply = world.client.send(world.admin, method, path, body);
        if (reply.status() != expected) {
            throw new IllegalStateException(method + " " + path + " answered " + reply.status() + ": " + reply.text());
        }
        return reply;
    }
}

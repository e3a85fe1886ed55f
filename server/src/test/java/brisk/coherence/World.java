package brisk.coherence;

import brisk.coherence.History.Register;
import brisk.coherence.Subject.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** The records that all writers and readers share, and how each kind is made. */
final class World {
    private static final int RECORDS_OF_A_KIND = 12;

    /** A contact's timeline: activities are only added, so the newest says it all. */
    static final class Diary {
        final Subject contact;
        final String key;
        final Register newest;
        final ReentrantLock lock = new ReentrantLock();

        Diary(Subject contact, String key, Register newest) {
            this.contact = contact;
            this.key = key;
            this.newest = newest;
        }
    }

    final Client client;
    final String admin;
    final String adminId;
    final History history = new History();
    final Map<Kind, List<Subject>> lasting = new EnumMap<>(Kind.class);
    /** Those that come and go. */
    final Map<Kind, List<Subject>> passing = new EnumMap<>(Kind.class);

    final Map<String, Subject> byKey = new ConcurrentHashMap<>();
    final Map<String, Diary> diaries = new ConcurrentHashMap<>();
    final Map<Kind, Register> totals = new EnumMap<>(Kind.class);
    final AtomicLong labels = new AtomicLong();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong mobile = new AtomicLong(ThreadLocalRandom.current().nextLong(100_000_000, 900_000_000));

    World(Client client, String admin) throws Exception {
        this.client = client;
        this.admin = admin;
        this.adminId =
                client.get(admin, "/api/session", "").json().at("/user/id").asString();
        if (adminId.isEmpty()) {
            throw new IllegalStateException("the session says nothing of its user");
        }
        History.Log log = history.log();
        for (Kind kind : Subject.KINDS) {
            List<Subject> made = new ArrayList<>();
            for (int i = 0; i < RECORDS_OF_A_KIND; i++) {
                made.add(newSubject(kind));
                create(made.get(i), log);
            }
            lasting.put(kind, List.copyOf(made));
            passing.put(kind, new CopyOnWriteArrayList<>());
        }
        for (Subject contact : of(Kind.CONTACT)) {
            String key = "t" + contact.key.substring(1);
            diaries.put(
                    key,
                    new Diary(
                            contact,
                            key,
                            history.register("the newest activity of " + contact.key, History.Kind.PLACE)));
        }
        for (Kind kind : Subject.KINDS) {
            totals.put(kind, history.register("the number of " + kind.path, History.Kind.COUNTER, count(kind)));
        }
    }

    List<Subject> of(Kind kind) {
        return Objects.requireNonNull(lasting.get(kind));
    }

    List<Subject> passing(Kind kind) {
        return Objects.requireNonNull(passing.get(kind));
    }

    Register total(Kind kind) {
        return Objects.requireNonNull(totals.get(kind));
    }

    private long count(Kind kind) throws Exception {
        JsonNode json =
                client.get(admin, kind.path + "?limit=1&refresh=true", "").json();
        JsonNode total = json.at("/pagination/total");
        if (!total.isNumber() || !json.at("/pagination/totalExact").asBoolean(true)) {
            throw new IllegalStateException("no exact total of " + kind.path + ": " + json);
        }
        return total.asLong();
    }

    Subject newSubject(Kind kind) {
        var subject = new Subject(history, kind, numbers.incrementAndGet());
        byKey.put(subject.key, subject);
        return subject;
    }

    /** Makes it on the server; alone, or under its write lock. */
    void create(Subject subject, History.Log log) throws Exception {
        long label = labels.incrementAndGet();
        long start = System.nanoTime();
        Client.Reply reply = client.send(admin, "POST", subject.kind.path, fields(subject, label));
        long end = System.nanoTime();
        if (reply.status() != 201) {
            throw new IllegalStateException("creating " + subject.key + ": " + reply.text());
        }
        JsonNode json = reply.json();
        subject.id = json.path(subject.kind == Kind.LEAD ? "uid" : "id").asString();
        long version = json.path("version").asLong();
        subject.reached(version);
        subject.turns = 1;
        log.wrote(subject.version, start, end, version, 0);
        log.wrote(subject.name, start, end, version, label);
        log.wrote(subject.presence, start, end, 1, 0);
        Register total = totals.get(subject.kind);
        if (total != null) {
            log.wrote(total, start, end, 1, 0);
        }
    }

    /** So that they stand on the first page of the book of the one who owns them, and name each other. */
    private Map<String, Object> fields(Subject subject, long label) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(subject.kind.nameMember, subject.named(label));
        boolean first = !lasting.containsKey(subject.kind);
        switch (subject.kind) {
            case CONTACT -> {
                fields.put("ownerId", adminId);
                fields.put("inCampaign", first);
                fields.put("warmness", first ? 0 : 100);
            }
            case COMPANY -> fields.put("ownerId", adminId);
            case DEAL -> {
                fields.put("ownerId", adminId);
                fields.put("currency", "EUR");
                fields.put("value", "100");
                fields.put("companyId", any(of(Kind.COMPANY)).id);
                fields.put("contactIds", List.of(any(of(Kind.CONTACT)).id));
            }
            case LEAD -> {
                fields.put("mobile", "+919" + mobile.incrementAndGet());
                fields.put("source", "Walk-in");
            }
        }
        return fields;
    }

    static <T> T any(List<T> list) {
        return list.get(ThreadLocalRandom.current().nextInt(list.size()));
    }
}

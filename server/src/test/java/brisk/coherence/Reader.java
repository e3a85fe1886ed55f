package brisk.coherence;

import brisk.coherence.Client.Reply;
import brisk.coherence.History.Seen;
import brisk.coherence.Subject.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One who reads whatever shows the shared records: each by itself, lists, boards, the book, search, totals. */
final class Reader {
    private static final Pattern NAME = Pattern.compile(Subject.MARK + " ([a-z]\\d+) w(\\d+)");

    /**
     * What is asked for.
     *
     * @param route its name in the result
     * @param whole the kind of which the answer shows all marked records; null where it shows some
     * @param record the one record that is asked for, and missing where the answer is 404
     * @param counts where in the answer the number of records of a kind stands
     * @param diary the timeline that is asked for
     */
    private record Question(
            String route,
            String path,
            @Nullable Kind whole,
            @Nullable Subject record,
            Map<String, Kind> counts,
            World.@Nullable Diary diary) {
        static Question list(String route, String path, Kind whole) {
            return new Question(route, path, whole, null, Map.of(), null);
        }

        static Question some(String route, String path) {
            return new Question(route, path, null, null, Map.of(), null);
        }
    }

    /** What an answer shows; as long as the server says 304, it shows it still. */
    private record Shown(
            String etag,
            Map<Subject, Long> labels,
            Map<Subject, Long> versions,
            Map<World.Diary, Long> diaries,
            Map<Kind, Long> counts) {}

    private final World world;
    private final History.Log log;
    private final String token;
    private final String board;
    /** Some see only the leads that are theirs. */
    private final List<Kind> kinds;

    private final Map<String, Shown> remembered = new HashMap<>();

    Reader(World world, String token, String pipelineId) throws Exception {
        this.world = world;
        this.log = world.history.log();
        this.token = token;
        this.board = "/api/pipelines/" + pipelineId + "/board?include=company,owner&q=" + Subject.MARK;
        String lead = world.of(Kind.LEAD).getFirst().path();
        boolean seesLeads = world.client.get(token, lead, "").status() == 200;
        this.kinds = Subject.KINDS.stream()
                .filter(kind -> seesLeads || kind != Kind.LEAD)
                .toList();
    }

    void next() throws Exception {
        Question question = question();
        Shown before = remembered.get(question.path());
        long start = System.nanoTime();
        Reply reply = world.client.get(token, question.path(), before == null ? "" : before.etag());
        long end = System.nanoTime();
        var seen = new Seen();
        Subject record = question.record();
        if (reply.status() == 404 && record != null) {
            seen.add(record.presence, 0);
        } else {
            see(seen, question, shown(question, reply, before));
        }
        log.read(start, end, question.route(), reply.header("X-Cache").equals("HIT"), seen);
    }

    private Shown shown(Question question, Reply reply, @Nullable Shown before) {
        if (reply.status() == 304 && before != null) {
            return before;
        }
        if (reply.status() != 200) {
            throw new IllegalStateException(
                    "GET " + question.path() + " answered " + reply.status() + ": " + reply.text());
        }
        var shown = new Shown(reply.header("ETag"), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        JsonNode json = reply.json();
        collect(json, shown);
        question.counts().forEach((pointer, kind) -> {
            JsonNode count = json.at(pointer);
            if (!count.isNumber()) {
                throw new IllegalStateException(question.path() + " says nothing at " + pointer);
            }
            shown.counts().put(kind, count.asLong());
        });
        if (!shown.etag().isEmpty()) {
            remembered.put(question.path(), shown);
        }
        return shown;
    }

    private void see(Seen seen, Question question, Shown shown) {
        shown.labels().forEach((subject, label) -> seen.add(subject.name, label));
        shown.versions().forEach((subject, version) -> seen.add(subject.version, version));
        shown.diaries().forEach((diary, label) -> seen.add(diary.newest, label));
        shown.counts().forEach((kind, count) -> seen.add(world.total(kind), count));
        World.Diary asked = question.diary();
        if (asked != null && !shown.diaries().containsKey(asked)) {
            seen.add(asked.newest, 0);
        }
        Subject record = question.record();
        if (record != null) {
            seen.add(record.presence, 1);
        }
        Kind whole = question.whole();
        if (whole != null) {
            Set<Subject> expected = new HashSet<>(world.of(whole));
            expected.addAll(world.passing(whole));
            shown.labels().keySet().stream().filter(s -> s.kind == whole).forEach(expected::add);
            for (Subject subject : expected) {
                seen.add(subject.presence, shown.labels().containsKey(subject) ? 1 : 0);
            }
        }
    }

    private void collect(JsonNode node, Shown shown) {
        if (node.isString()) {
            Matcher name = NAME.matcher(node.asString());
            if (name.matches()) {
                collect(name, shown);
            }
            return;
        }
        for (JsonNode child : node) {
            collect(child, shown);
        }
        if (node.path("version").isNumber()) {
            Matcher name = NAME.matcher(
                    node.path("customerName").asString(node.path("name").asString("")));
            Subject subject = name.matches() ? world.byKey.get(name.group(1)) : null;
            if (subject != null) {
                shown.versions().put(subject, node.path("version").asLong());
            }
        }
    }

    private void collect(Matcher name, Shown shown) {
        long label = Long.parseLong(name.group(2));
        Subject subject = world.byKey.get(name.group(1));
        World.Diary diary = world.diaries.get(name.group(1));
        if (subject != null) {
            // Of two places that show a name, the older one counts.
            shown.labels().merge(subject, label, Math::min);
        } else if (diary != null) {
            shown.diaries().merge(diary, label, Math::max);
        }
    }

    private Question question() {
        int dice = ThreadLocalRandom.current().nextInt(24);
        String marked = "q=" + Subject.MARK + "&limit=100";
        return switch (dice) {
            case 0, 1, 2, 3 -> record(World.any(world.of(World.any(kinds))));
            case 4, 5 -> {
                List<Subject> passing = List.copyOf(world.passing(World.any(kinds)));
                Subject subject = passing.isEmpty() ? null : World.any(passing);
                yield subject == null || subject.id.isEmpty()
                        ? record(World.any(world.of(Kind.CONTACT)))
                        : record(subject);
            }
            case 6 -> Question.list("contacts?q", "/api/contacts?" + marked, Kind.CONTACT);
            case 7 ->
                Question.list(
                        "contacts?q&include",
                        "/api/contacts?include=company,owner&sort=-created&" + marked,
                        Kind.CONTACT);
            case 8 ->
                Question.list(
                        "contacts?q&ownerId", "/api/contacts?ownerId=" + world.adminId + "&" + marked, Kind.CONTACT);
            case 9 -> Question.list("companies?q", "/api/companies?" + marked, Kind.COMPANY);
            case 10 -> Question.list("deals?q", "/api/deals?" + marked, Kind.DEAL);
            case 11 ->
                Question.list(
                        "deals?q&include", "/api/deals?include=company,owner,stage,contacts&" + marked, Kind.DEAL);
            case 12 ->
                kinds.contains(Kind.LEAD)
                        ? Question.list("leads?q", "/api/leads?" + marked, Kind.LEAD)
                        : record(World.any(world.of(Kind.DEAL)));
            case 13 -> Question.some("board", board);
            case 14 -> Question.some("search", "/api/search?limit=50&q=" + Subject.MARK);
            case 15 -> Question.some("search?type", "/api/search?type=contact&limit=50&q=" + Subject.MARK);
            case 16 -> Question.some("my-500", "/api/my-500?limit=100");
            case 17 -> Question.some("my-500/search", "/api/my-500/search?" + marked);
            case 18, 19 -> {
                World.Diary diary = World.any(List.copyOf(world.diaries.values()));
                String route = dice == 18 ? "timeline" : "interactions";
                yield new Question(
                        route,
                        "/api/" + route + "?include=contact&contactId=" + diary.contact.id,
                        null,
                        null,
                        Map.of(),
                        diary);
            }
            case 20 ->
                count(
                        "dashboard",
                        "/api/dashboard",
                        Map.of(
                                "/overview/deals/total_deals", Kind.DEAL,
                                "/overview/companies/total_companies", Kind.COMPANY));
            case 21 -> count("contacts/stats", "/api/contacts/stats", Map.of("/total", Kind.CONTACT));
            case 22 -> {
                Kind kind = World.any(kinds);
                yield count("total of a list", kind.path + "?limit=1", Map.of("/pagination/total", kind));
            }
            default -> record(World.any(world.of(Kind.CONTACT)));
        };
    }

    private static Question record(Subject subject) {
        return new Question(
                "a " + subject.kind.name().toLowerCase(Locale.ROOT), subject.path(), null, subject, Map.of(), null);
    }

    private static Question count(String route, String path, Map<String, Kind> counts) {
        return new Question(route, path, null, null, counts, null);
    }
}

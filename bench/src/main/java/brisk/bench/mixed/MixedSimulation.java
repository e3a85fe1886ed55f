package brisk.bench.mixed;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import brisk.bench.mixed.Plan.Popular;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Users arrive at a rate that does not care how the server fares. In the phase "work" each of them looks at or changes ten things
 * with one to three seconds between them, in the phases "burst" and "step" one thing.
 */
public final class MixedSimulation extends Simulation {
    private static final int THINGS = 10;
    private static final int BURST = 500;
    private static final int WARM_UP_SECONDS = 30;
    /** For Gatling itself, which begins cold in every phase. */
    private static final int SHORT_WARM_UP_SECONDS = 8;

    private static final double SHORT_WARM_UP_RATE = 50;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Plan plan = Plan.read();
    private final Results results = new Results(plan.phase().equals("work") ? WARM_UP_SECONDS : SHORT_WARM_UP_SECONDS);
    private final Popular tokens = plan.popular("tokens");
    private final Popular contacts = plan.popular("contacts");
    private final Popular companies = plan.popular("companies");
    private final Popular deals = plan.popular("deals");
    private final Popular names = plan.popular("names");
    private final Popular pipelines = plan.popular("pipelines");
    private final Popular pages = new Popular(List.of("1", "2", "3", "4", "5"));
    private final Popular filters =
            new Popular(List.of("", "&sort=-created", "&sort=warmness", "&inCampaign=true", "&warmnessMin=70"));

    /** A scenario, its arrivals and its protocol. */
    public MixedSimulation() {
        HttpProtocolBuilder protocol = http.baseUrl(plan.url())
                .acceptHeader("application/json")
                .acceptEncodingHeader("gzip")
                .disableCaching()
                .shareConnections();
        ChainBuilder signIn = exec(session -> session.set("token", tokens.any()));
        ChainBuilder thing = randomSwitch().on(choices());
        ChainBuilder person = plan.phase().equals("work")
                ? io.gatling.javaapi.core.CoreDsl.repeat(THINGS).on(exec(thing).pause(SHORTEST_PAUSE, LONGEST_PAUSE))
                : thing;
        setUp(scenario("people").exec(signIn).exec(person).injectOpen(arrivals().toArray(OpenInjectionStep[]::new)))
                .protocols(protocol);
    }

    private List<OpenInjectionStep> arrivals() {
        List<OpenInjectionStep> arrivals = new ArrayList<>();
        switch (plan.phase()) {
            case "work" -> {
                arrivals.add(rampUsersPerSec(plan.rate() / 10).to(plan.rate()).during(WARM_UP_SECONDS));
                arrivals.add(constantUsersPerSec(plan.rate()).during(plan.seconds()));
            }
            case "burst" -> {
                arrivals.add(constantUsersPerSec(SHORT_WARM_UP_RATE).during(SHORT_WARM_UP_SECONDS));
                arrivals.add(nothingFor(Duration.ofSeconds(SHORT_WARM_UP_SECONDS)));
                for (int second = 0; second < plan.seconds(); second += 60) {
                    arrivals.add(atOnceUsers(BURST));
                    arrivals.add(nothingFor(Duration.ofSeconds(Math.min(60, plan.seconds()))));
                }
            }
            default -> {
                arrivals.add(rampUsersPerSec(SHORT_WARM_UP_RATE).to(plan.rate()).during(SHORT_WARM_UP_SECONDS));
                arrivals.add(constantUsersPerSec(plan.rate()).during(plan.seconds()));
            }
        }
        return arrivals;
    }

    /** Nine of ten things are read. */
    private List<Choice.WithWeight> choices() {
        return List.of(
                share(
                        16,
                        "contact",
                        read("contact", () -> "/api/contacts/" + contacts.next() + "?include=company,owner")),
                share(14, "timeline", read("timeline", () -> "/api/timeline?contactId=" + contacts.next())),
                share(
                        9,
                        "contacts",
                        read("contacts", () -> "/api/contacts?limit=50&page=" + pages.next() + filters.next())),
                share(10, "search", read("search", () -> "/api/search?q=" + names.next())),
                share(9, "my-500", read("my-500", () -> "/api/my-500?page=" + pages.next())),
                share(8, "dashboard", read("dashboard", () -> "/api/dashboard")),
                share(
                        5,
                        "board",
                        read("board", () -> "/api/pipelines/" + pipelines.any() + "/board?include=company,owner")),
                share(
                        5,
                        "deals",
                        read("deals", () -> "/api/deals?limit=50&include=company,stage&page=" + pages.next())),
                share(4, "deal", read("deal", () -> "/api/deals/" + deals.next() + "?include=company,contacts,stage")),
                share(4, "company", read("company", () -> "/api/companies/" + companies.next())),
                share(
                        3,
                        "company figures",
                        read("company figures", () -> "/api/companies/" + companies.next() + "/analytics")),
                share(2, "reminders", read("reminders", () -> "/api/reminders?limit=20&include=contact")),
                share(1, "contact stats", read("contact stats", () -> "/api/contacts/stats")),
                share(3, "log a call", write("log a call", "POST", () -> "/api/interactions", this::call)),
                share(2, "write a note", write("write a note", "POST", () -> "/api/notes", this::note)),
                share(
                        2,
                        "change a contact",
                        write(
                                "change a contact",
                                "PATCH",
                                () -> "/api/contacts/" + contacts.next(),
                                () -> "{\"warmness\":"
                                        + ThreadLocalRandom.current().nextInt(101) + "}")),
                share(
                        1.5,
                        "change a deal",
                        write(
                                "change a deal",
                                "PATCH",
                                () -> "/api/deals/" + deals.next(),
                                () -> "{\"value\":\""
                                        + ThreadLocalRandom.current().nextInt(1_000, 100_000) + "\"}")),
                share(1, "new reminder", write("new reminder", "POST", () -> "/api/reminders", this::reminder)),
                share(0.5, "new lead", write("new lead", "POST", () -> "/api/leads", this::lead)));
    }

    private String call() {
        return "{\"contactId\":\"" + contacts.next()
                + "\",\"kind\":\"call\",\"subject\":\"Asked for an offer\",\"direction\":\"outbound\",\"outcome\":\"connected\"}";
    }

    private String note() {
        return "{\"contactId\":\"" + contacts.next() + "\",\"body\":\"Prefers to be called in the morning.\"}";
    }

    private String reminder() {
        return "{\"title\":\"Call back\",\"contactId\":\"" + contacts.next() + "\",\"dueAt\":\""
                + Instant.now().plus(Duration.ofDays(2)) + "\"}";
    }

    private String lead() {
        return String.format(
                Locale.ROOT,
                "{\"customerName\":\"Asha Rao\",\"mobile\":\"+919%09d\",\"source\":\"Walk-in\"}",
                ThreadLocalRandom.current().nextLong(1_000_000_000L));
    }

    private Choice.WithWeight share(double percents, String name, HttpRequestActionBuilder request) {
        return percent(percents).then(exec(request).exec(session -> recorded(name, session)));
    }

    private Session recorded(String name, Session session) {
        boolean failed = session.isFailed() || !session.contains("millis");
        int millis = session.contains("millis") ? session.getInt("millis") : 0;
        String cache = session.contains("cache") ? String.valueOf(session.getString("cache")) : "";
        results.record(name, millis, cache, failed);
        return session.markAsSucceeded().remove("millis").remove("cache");
    }

    private static HttpRequestActionBuilder read(String name, Supplier<String> path) {
        return checked(http(name).get(session -> path.get()));
    }

    private static HttpRequestActionBuilder write(
            String name, String method, Supplier<String> path, Supplier<String> body) {
        return checked(http(name)
                .httpRequest(method, session -> path.get())
                .header("Content-Type", "application/json")
                .body(StringBody(session -> body.get())));
    }

    private static HttpRequestActionBuilder checked(HttpRequestActionBuilder request) {
        return request.header("Authorization", "Bearer #{token}")
                .check(
                        responseTimeInMillis().saveAs("millis"),
                        header("X-Cache").optional().saveAs("cache"),
                        status().in(200, 201, 204));
    }

    @Override
    public void after() {
        try {
            results.write(plan.out(), plan.seconds());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package brisk.testing;

import brisk.App;
import brisk.platform.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running Brisk with a database and a clock of its own; every statement passes the {@link SecondLock}. */
public final class TestServer implements AutoCloseable {
    private static @Nullable TestServer shared;

    private final TestDb db;
    private final Map<String, LongAdder> statements;
    private final AtomicReference<Consumer<String>> afterStatement;
    private final TestClock clock;
    private final App app;

    private TestServer(
            TestDb db,
            Map<String, LongAdder> statements,
            AtomicReference<Consumer<String>> afterStatement,
            TestClock clock,
            App app) {
        this.afterStatement = afterStatement;
        this.db = db;
        this.statements = statements;
        this.clock = clock;
        this.app = app;
    }

    /** The one of this run. Tests make their own workspaces in it; who turns the clock needs a server of their own. */
    public static synchronized TestServer shared() {
        if (shared == null) {
            shared = start(Map.of());
        }
        return shared;
    }

    static synchronized void closeShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    /** @param settings by their keys, such as rateLimit.defaultPerMinute; tests are not limited unless they ask for it */
    public static TestServer start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "home", TestDb.folder("test-server").toString(),
                "http.port", "0",
                "demo.enabled", "false",
                "database.poolSize", "8",
                "rateLimit.defaultPerMinute", "1000000",
                "rateLimit.dashboardPerMinute", "1000000",
                "rateLimit.bulkPerMinute", "1000000",
                "rateLimit.healthPerMinute", "1000000",
                "shutdown.graceSeconds", "1"));
        all.put("log.slowQueryMillis", "5000");
        all.put("log.slowRequestMillis", "30000");
        all.putAll(settings);
        TestDb db = TestDb.fresh();
        var clock = new TestClock();
        Map<String, LongAdder> statements = new ConcurrentHashMap<>();
        var afterStatement = new AtomicReference<Consumer<String>>(sql -> {});
        App app = App.start(Config.of(all), db.coordinates(), clock, sql -> {
            statements.computeIfAbsent(sql, ignored -> new LongAdder()).increment();
            SecondLock.check(sql);
            afterStatement.get().accept(sql);
        });
        return new TestServer(db, statements, afterStatement, clock, app);
    }

    public String address() {
        return "http://127.0.0.1:" + app.port();
    }

    public App app() {
        return app;
    }

    public TestDb db() {
        return db;
    }

    public TestClock clock() {
        return clock;
    }

    /** Runs after every statement, before its request goes on: a test that waits here decides who is late. */
    public void afterStatement(Consumer<String> hook) {
        afterStatement.set(hook);
    }

    /** How often statements that contain this text were executed since the start. */
    public long executed(String part) {
        return statements.entrySet().stream()
                .filter(entry -> entry.getKey().contains(part))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Lets the time pass for this server. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    @Override
    public void close() {
        app.close();
        db.close();
    }
}

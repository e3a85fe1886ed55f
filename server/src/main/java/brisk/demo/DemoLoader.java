package brisk.demo;

import brisk.demo.Team.Member;
import brisk.platform.config.Config;
import brisk.platform.db.Database;
import brisk.workspace.Passwords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.sql.DataSource;

/**
 * Fills a database that has no workspace yet with a demo workspace. All of it is one transaction: whoever is interrupted
 * leaves an empty database, and the next start loads again.
 */
public final class DemoLoader {
    private static final String NAME = "Northlight Production Services (demo)";
    private static final List<String> TABLES = List.of(
            "companies",
            "contacts",
            "deals",
            "deal_moves",
            "deal_contacts",
            "deal_products",
            "activities",
            "reminders",
            "book_pins",
            "leads",
            "lead_phones",
            "lead_touches",
            "lead_follow_ups",
            "lead_calls");

    /** Below, nobody waits long enough to want to know. */
    private static final int SMALLEST_WITH_STEPS = 50_000;

    /** An arbitrary key: two servers that start on one empty database must not both fill it. */
    private static final long LOCK = 0x6272_6973_6B64_656DL;

    private final Connection connection;
    private final Config.Demo demo;
    private final World world;
    private final Consumer<String> progress;

    private DemoLoader(Connection connection, Config.Demo demo, World world, Consumer<String> progress) {
        this.connection = connection;
        this.demo = demo;
        this.world = world;
        this.progress = progress;
    }

    /**
     * @param progress gets lines for people
     * @return false where there was a workspace already
     */
    public static boolean load(DataSource dataSource, Config.Demo demo, Clock clock, Consumer<String> progress) {
        try (Connection connection = dataSource.getConnection()) {
            if (hasWorkspace(connection)) {
                return false;
            }
            long startNanos = System.nanoTime();
            progress.accept(String.format(Locale.ROOT, "demo: making %,d contacts and their history", demo.size()));
            // A large index, and the vacuum after it, take longer than any statement of a request may.
            connection.setNetworkTimeout(Runnable::run, 0);
            execute(connection, "SET statement_timeout = 0");
            connection.setAutoCommit(false);
            var loader = new DemoLoader(connection, demo, new World(demo.size(), clock), progress);
            String summary = loader.fill();
            connection.setAutoCommit(true);
            boolean filled = !summary.isEmpty();
            if (filled) {
                // Index-only scans read the table as long as no vacuum has marked its pages.
                execute(connection, "VACUUM " + String.join(", ", TABLES));
                progress.accept(String.format(
                        Locale.ROOT, "demo: %s in %.1f s", summary, (System.nanoTime() - startNanos) / 1e9));
            }
            execute(connection, "SET statement_timeout = " + Database.STATEMENT_TIMEOUT.toMillis());
            return filled;
        } catch (SQLException e) {
            throw new IllegalStateException("the demo workspace could not be loaded: " + e.getMessage(), e);
        }
    }

    /** Whether the workspace that people sign in to here is a demo. */
    public static boolean isLoaded(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return exists(connection, "SELECT EXISTS (SELECT FROM workspaces WHERE demo)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return what there is now, empty where another server was faster */
    private String fill() throws SQLException {
        execute(connection, "SET LOCAL idle_in_transaction_session_timeout = 0");
        execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
        if (hasWorkspace(connection)) {
            connection.rollback();
            return "";
        }
        insertWorkspace();
        insertUsers();
        var sales = new DealRows(world);
        sales.writeCatalogue(connection);
        BareTables bare = BareTables.strip(connection, TABLES);
        var samples = new Samples(world.team.members().size());
        long companies = new CompanyRows(world).write(connection, stepsOf("companies", world.companies.count()));
        long contacts = new ContactRows(world, samples).write(connection, stepsOf("contacts", demo.size()));
        long deals = sales.write(connection, stepsOf("deals", world.sales.count()));
        long activities = new ActivityRows(world).write(connection, stepsOf("activities", 0));
        var reminders = new ReminderRows(world, samples);
        reminders.write(connection);
        reminders.writePins(connection);
        step("leads");
        long leads = new LeadRows(world, demo.size()).write(connection);
        step("totals");
        Totals.write(connection, world.workspaceId, Instant.ofEpochMilli(world.calendar.nowMillis()));
        bare.restore(this::step);
        step("statistics");
        execute(
                connection,
                "ANALYZE users, products, pipelines, pipeline_stages, lead_statuses, aggregates, "
                        + String.join(", ", TABLES));
        connection.commit();
        return String.format(
                Locale.ROOT,
                "%,d companies, %,d contacts, %,d deals, %,d activities, %,d leads",
                companies,
                contacts,
                deals,
                activities,
                leads);
    }

    private void insertWorkspace() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO workspaces (id, name, default_region, time_zone, demo, created_at)
                VALUES (?, ?, 'US', ?, true, ?)
                """)) {
            Member first = world.team.member(0);
            statement.setObject(1, world.workspaceId);
            statement.setString(2, NAME);
            statement.setString(3, first.zone().id().getId());
            statement.setObject(4, time(first.createdAt()));
            statement.executeUpdate();
        }
    }

    private void insertUsers() throws SQLException {
        String passwordHash = new Passwords().hash(DemoLogins.PASSWORD);
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO users (workspace_id, id, email, name, role, password_hash, time_zone, created_at, updated_at,
                                   branch)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (Member user : world.team.members()) {
                statement.setObject(1, world.workspaceId);
                statement.setObject(2, user.id());
                statement.setString(3, user.email());
                statement.setString(4, user.name());
                statement.setString(5, user.role().label());
                statement.setString(6, passwordHash);
                statement.setString(7, user.zone().id().getId());
                statement.setObject(8, time(user.createdAt()));
                statement.setObject(9, time(user.createdAt()));
                statement.setString(10, LeadFacts.branchOf(world.team, user));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** @param total 0 where it is not known */
    private IntConsumer stepsOf(String what, int total) {
        int every = Math.max(1, demo.size() / (total == 0 ? 2 : 10));
        return done -> {
            if (done % 1_024 == 0 && Thread.interrupted()) {
                throw new IllegalStateException("stopped while the demo workspace was loading");
            }
            if (done % every == 0) {
                step(String.format(Locale.ROOT, "%,d ", done)
                        + (total == 0 ? what : String.format(Locale.ROOT, "of %,d %s", total, what)));
            }
        };
    }

    private void step(String text) {
        if (demo.size() >= SMALLEST_WITH_STEPS) {
            progress.accept("demo: " + text);
        }
    }

    private static boolean hasWorkspace(Connection connection) throws SQLException {
        return exists(connection, "SELECT EXISTS (SELECT FROM workspaces)");
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static OffsetDateTime time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
    }
}

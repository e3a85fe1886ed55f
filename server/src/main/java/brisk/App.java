package brisk;

import brisk.companies.CompanyExport;
import brisk.companies.CompanyImport;
import brisk.companies.CompanyRoutes;
import brisk.contacts.ContactExport;
import brisk.contacts.ContactImport;
import brisk.contacts.ContactRoutes;
import brisk.contract.ContractRoutes;
import brisk.dashboard.DashboardRoutes;
import brisk.deals.DealExport;
import brisk.deals.DealImport;
import brisk.deals.DealRoutes;
import brisk.deals.PipelineRoutes;
import brisk.deals.ProductImport;
import brisk.deals.ProductRoutes;
import brisk.demo.DemoLoader;
import brisk.demo.DemoLogins;
import brisk.events.EventRoutes;
import brisk.exports.ExportRoutes;
import brisk.imports.ImportRoutes;
import brisk.leads.LeadClock;
import brisk.leads.LeadExport;
import brisk.leads.LeadImport;
import brisk.leads.LeadMatcher;
import brisk.leads.LeadRoutes;
import brisk.merging.MergeRoutes;
import brisk.my500.My500Routes;
import brisk.outbox.MailRoutes;
import brisk.performance.OperationsRoutes;
import brisk.platform.cache.Generations;
import brisk.platform.cache.ReadCache;
import brisk.platform.config.Config;
import brisk.platform.db.Aggregates;
import brisk.platform.db.Database;
import brisk.platform.db.DatabaseHold;
import brisk.platform.db.Migrations;
import brisk.platform.http.CachedReads;
import brisk.platform.http.HttpServer;
import brisk.platform.http.Route.Limit;
import brisk.platform.http.RouteTable;
import brisk.platform.http.WebApp;
import brisk.platform.jobs.JobQueue;
import brisk.platform.jobs.Jobs;
import brisk.platform.mail.MailSender;
import brisk.platform.mail.Mails;
import brisk.platform.telemetry.Telemetry;
import brisk.reminders.DueReminders;
import brisk.reminders.ReminderRoutes;
import brisk.retention.RetentionJob;
import brisk.search.SearchRoutes;
import brisk.timeline.ActivityRoutes;
import brisk.views.ViewRoutes;
import brisk.workspace.Identity;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Wires everything, in the order in which it starts; {@link #close} goes back the same way. */
public final class App implements AutoCloseable {
    private static final int LONGEST_TAKING_SECONDS = 5;

    private final Database database;
    private final Identity identity;
    private final HttpServer server;
    private final RouteTable table;
    private final List<String> welcome;
    private final Opened opened;

    /** Where the data is. */
    public record Coordinates(String jdbcUrl, String user, String password) {}

    private App(
            Database database,
            Identity identity,
            HttpServer server,
            RouteTable table,
            List<String> welcome,
            Opened opened) {
        this.database = database;
        this.identity = identity;
        this.server = server;
        this.table = table;
        this.welcome = welcome;
        this.opened = opened;
    }

    public static App start(Config config, Coordinates coordinates) {
        return start(config, coordinates, Clock.systemUTC(), sql -> {});
    }

    /** @param sqlObserver sees the text of every statement */
    public static App start(Config config, Coordinates coordinates, Clock clock, Consumer<String> sqlObserver) {
        var opened = new Opened();
        try {
            return start(config, coordinates, clock, sqlObserver, opened);
        } catch (Throwable e) {
            opened.close();
            throw e;
        }
    }

    private static App start(
            Config config, Coordinates coordinates, Clock clock, Consumer<String> sqlObserver, Opened opened) {
        var generations = new Generations();
        var database = database(config, coordinates, generations, sqlObserver);
        var cache = new ReadCache(config.cache().maxBytes(), generations);
        // Beside the wiring, which asks the database nothing: they take as long as each other.
        var taking = new FutureTask<>(() -> take(config, coordinates, database, cache));
        Thread taker = Thread.ofVirtual().name("take-database").start(taking);
        opened.add(() -> close(taker, taking));
        opened.add(database);
        var telemetry = new Telemetry(config.log().slowRequestMillis());
        var aggregates = new Aggregates(database, clock);

        var table = new RouteTable();
        List<RecurringTask<?>> recurring = new ArrayList<>();
        List<Task<?>> onDemand = new ArrayList<>();
        var reads = new CachedReads(cache);
        var idle = Duration.ofHours(config.session().idleHours());
        var identity = opened.add(new Identity(database, reads, generations, clock, idle));
        table.add(identity.table());
        table.add(
                new OperationsRoutes(database, () -> taking.resultNow().complaint(), cache, telemetry, clock).table());
        table.add(new ContractRoutes().table());
        table.add(new WebApp(App.class.getClassLoader()).table());
        table.add(new ContactRoutes(database, reads, clock).table());
        table.add(new MergeRoutes(database, reads, clock).table());
        table.add(new CompanyRoutes(database, reads, clock).table());
        addSales(table, database, reads, clock);
        table.add(new LeadRoutes(database, reads, clock).table());
        table.add(new MailRoutes(database, clock).table());
        table.add(new SearchRoutes(database, reads).table());
        table.add(new My500Routes(database, reads).table());
        table.add(new ActivityRoutes(database, reads, clock).table());
        table.add(new ReminderRoutes(database, reads, clock).table());
        table.add(new ViewRoutes(database, reads, clock).table());
        var queue = new JobQueue();
        var imports = imports(config, database, queue, clock);
        table.add(imports.table());
        table.add(exports(database, clock).table());
        var events = new EventRoutes(generations, identity::isStillSignedIn);
        table.add(events.table());
        onDemand.add(imports.task());
        recurring.add(Jobs.recurring("clean-imports", Duration.ofHours(1), imports::clean));
        recurring.add(Jobs.recurring("fold-aggregates", Duration.ofSeconds(5), aggregates::fold));
        recurring.add(Jobs.recurring("prune-aggregates", Duration.ofHours(6), aggregates::prune));
        recurring.add(Jobs.recurring("delete-expired-sessions", Duration.ofHours(1), identity::deleteExpired));
        recurring.addAll(mailAndRetention(config, database, clock));

        addAliases(table);
        var server = HttpServer.build(httpSettings(config), table, identity.authenticator(), telemetry);
        await(taking);
        if (config.demo().enabled()) {
            DemoLoader.load(database.dataSource(), config.demo(), clock, System.out::println);
        }
        opened.add(Jobs.start(
                database.dataSource(),
                node(config.home()),
                queue,
                recurring,
                onDemand,
                Duration.ofSeconds(config.shutdown().graceSeconds())));
        // Asked before anybody else can ask for something: a database that is lost from here on is no failed start.
        List<String> welcome = welcome(database, identity);
        opened.add(server.start());
        // Closed before the server, which would wait for their streams.
        opened.add(imports);
        opened.add(events);
        return new App(database, identity, server, table, welcome, opened);
    }

    /** The database for this process alone, with its tables. */
    private static DatabaseHold take(Config config, Coordinates coordinates, Database database, ReadCache cache) {
        var hold = DatabaseHold.take(
                coordinates.jdbcUrl(),
                coordinates.user(),
                coordinates.password(),
                node(config.home()),
                System.out::println);
        try {
            hold.onRegained(cache::clear);
            if (!Migrations.areApplied(database.dataSource())) {
                Migrations.migrate(
                        coordinates.jdbcUrl(), coordinates.user(), coordinates.password(), System.out::println);
            }
            return hold;
        } catch (Throwable e) {
            hold.close();
            throw e;
        }
    }

    private static void await(Future<DatabaseHold> taking) {
        try {
            taking.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while starting", e);
        }
    }

    /** Also where the start failed before it was taken. */
    private static void close(Thread taker, Future<DatabaseHold> taking) throws InterruptedException, TimeoutException {
        taker.interrupt();
        try {
            taking.get(LONGEST_TAKING_SECONDS, TimeUnit.SECONDS).close();
        } catch (ExecutionException e) {
            // It was not taken; await() has told why.
        }
    }

    private static void addAliases(RouteTable table) {
        table.alias("/api/contacts", "/api/crm/contacts");
        table.alias("/api/search", "/api/crm/search");
        table.alias("/api/cache", "/api/clear_cache");
        for (String name : List.of("timeline", "interactions", "messages", "notes", "reminders")) {
            table.alias("/api/" + name, "/api/crm/" + name);
        }
    }

    private static Database database(
            Config config, Coordinates coordinates, Generations generations, Consumer<String> sqlObserver) {
        return new Database(
                new Database.Settings(
                        coordinates.jdbcUrl(),
                        coordinates.user(),
                        coordinates.password(),
                        config.database().poolSize(),
                        config.log().slowQueryMillis()),
                generations,
                sqlObserver);
    }

    private static void addSales(RouteTable table, Database database, CachedReads reads, Clock clock) {
        table.add(new PipelineRoutes(database, reads, clock).table());
        table.add(new ProductRoutes(database, reads, clock).table());
        table.add(new DealRoutes(database, reads, clock).table());
        table.add(new DashboardRoutes(database, reads, clock).table());
        table.alias("/api/dashboard", "/api/dashboard/data");
    }

    private static ImportRoutes imports(Config config, Database database, JobQueue queue, Clock clock) {
        return new ImportRoutes(
                database,
                queue,
                config.home(),
                config.imports().maxBytes(),
                List.of(
                        new ContactImport(clock),
                        new CompanyImport(clock),
                        new DealImport(clock),
                        new ProductImport(clock),
                        new LeadImport(clock)),
                clock);
    }

    private static ExportRoutes exports(Database database, Clock clock) {
        return new ExportRoutes(
                database,
                List.of(ContactExport.TARGET, CompanyExport.TARGET, DealExport.TARGET, LeadExport.target(clock)),
                clock);
    }

    /** A home belongs to one process at a time, so this names it among all that share a database. */
    private static String node(Path home) {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + home.toAbsolutePath();
        } catch (UnknownHostException e) {
            return home.toAbsolutePath().toString();
        }
    }

    private static List<RecurringTask<?>> mailAndRetention(Config config, Database database, Clock clock) {
        List<RecurringTask<?>> recurring = new ArrayList<>();
        var mails = new Mails(database, clock);
        var dueReminders = new DueReminders(database, mails, clock);
        recurring.add(Jobs.recurring("mark-due-reminders", Duration.ofSeconds(15), dueReminders::mark));
        recurring.add(Jobs.recurring("mark-late-leads", Duration.ofSeconds(15), new LeadClock(database, clock)::mark));
        recurring.add(Jobs.recurring("match-leads", Duration.ofSeconds(5), new LeadMatcher(database, clock)::match));
        if (config.mail().isSent()) {
            var sender = new MailSender(database, config.mail(), clock);
            recurring.add(Jobs.recurring("send-mails", Duration.ofSeconds(5), sender::send));
        }
        recurring.add(Jobs.recurring("purge-mails", Duration.ofHours(1), mails::purge));
        recurring.add(Jobs.recurring("purge-deleted", Duration.ofHours(1), new RetentionJob(database, clock)::purge));
        return recurring;
    }

    private static HttpServer.Settings httpSettings(Config config) {
        Config.RateLimit limits = config.rateLimit();
        return new HttpServer.Settings(
                config.http().host(),
                config.http().port(),
                config.http().maxBodyBytes(),
                config.http().corsOrigins(),
                config.http().trustedProxies()::contains,
                Map.of(
                        Limit.DEFAULT, limits.defaultPerMinute(),
                        Limit.DASHBOARD, limits.dashboardPerMinute(),
                        Limit.BULK, limits.bulkPerMinute(),
                        Limit.HEALTH, limits.healthPerMinute()),
                limits.sessionFactor(),
                limits.allowList()::contains,
                Duration.ofSeconds(config.shutdown().graceSeconds()));
    }

    public int port() {
        return server.port();
    }

    /** What a person should read below the address. */
    public List<String> welcome() {
        return welcome;
    }

    private static List<String> welcome(Database database, Identity identity) {
        if (DemoLoader.isLoaded(database.dataSource())) {
            return DemoLogins.lines();
        }
        return identity.isSetUpNeeded()
                ? List.of("  Nobody has an account yet: open the address in a browser to make the first administrator"
                        + " (or POST /api/setup).")
                : List.of();
    }

    public Database database() {
        return database;
    }

    public Identity identity() {
        return identity;
    }

    public RouteTable table() {
        return table;
    }

    @Override
    public void close() {
        opened.close();
    }
}

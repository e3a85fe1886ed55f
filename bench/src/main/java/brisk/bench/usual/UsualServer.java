package brisk.bench.usual;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server itself: a thread pool, a pool of 20 connections, and a table of routes. */
public final class UsualServer implements AutoCloseable {
    private static final int THREADS = 50;
    private static final int CONNECTIONS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final HikariDataSource pool;
    private final HttpServer server;
    private final Map<String, Call.Handler> routes = new LinkedHashMap<>();

    /** Runs on Brisk's database. */
    public UsualServer(String jdbcUrl, String user, String password) throws IOException {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        pool = new HikariDataSource(config);
        Mail mail = Mail.withSink();
        routes.put("GET /api/contacts", Records::contacts);
        routes.put("GET /api/contacts/stats", Records::contactStats);
        routes.put("GET /api/search", Records::search);
        routes.put(
                "GET /api/timeline",
                Records.activities(List.of("interaction", "call", "meeting", "email", "message", "note")));
        routes.put("GET /api/interactions", Records.activities(List.of("interaction", "call", "meeting")));
        routes.put("GET /api/messages", Records.activities(List.of("message", "email")));
        routes.put("GET /api/notes", Records.activities(List.of("note")));
        routes.put("GET /api/reminders", Records::reminders);
        routes.put("GET /api/my-500", Records::book);
        routes.put("GET /api/my-500/search", Records::searchBook);
        routes.put("GET /api/dashboard", Figures::dashboard);
        routes.put("GET /api/deals/pipeline-stats", Figures::pipelineStats);
        routes.put("POST /api/deals/bulk", Figures::bulk);
        routes.put("POST /api/leads", LeadDesk.create(mail));
        routes.put("GET /api/leads/check", LeadDesk::check);
        routes.put("GET /api/leads/stats", LeadDesk::stats);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int status = 200;
        byte[] answer;
        int statements = 0;
        try (var session = new Session(pool.getConnection())) {
            try {
                Call call = call(session, exchange);
                Call.Handler handler = routes.get(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath());
                answer = JSON.writeValueAsBytes(
                        Objects.requireNonNull(handler, "no such route").answer(call));
                status = exchange.getRequestURI().getPath().equals("/api/leads") ? 201 : 200;
            } finally {
                statements = session.statements();
            }
        } catch (Exception e) {
            status = 500;
            answer = String.valueOf(e).getBytes(StandardCharsets.UTF_8);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Server-Timing", "db;desc=\"" + statements + " statements\"");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Habit: token, user and workspace are looked up for every request, one after the other. */
    private static Call call(Session session, HttpExchange exchange) throws Exception {
        String token = exchange.getRequestHeaders()
                .getFirst("Authorization")
                .substring("Bearer ".length())
                .replaceFirst("^brisk_", "");
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        ByteBuffer head = ByteBuffer.wrap(bytes);
        var workspace = new UUID(head.getLong(), head.getLong());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, head.position(), bytes.length));
        Map<String, @Nullable Object> known = Objects.requireNonNull(
                session.one(
                        "SELECT user_id, scopes, expires_at FROM api_tokens WHERE workspace_id = ? AND token_hash = ?",
                        workspace,
                        hash),
                "no such token");
        UUID userId = UUID.fromString(Call.member(known, "userId"));
        Map<String, @Nullable Object> user = Objects.requireNonNull(
                session.one("SELECT * FROM users WHERE workspace_id = ? AND id = ?", workspace, userId),
                "no such user");
        Map<String, @Nullable Object> home =
                Objects.requireNonNull(session.one("SELECT * FROM workspaces WHERE id = ?", workspace), "no workspace");
        String zone = Call.member(user, "timeZone");
        JsonNode body = exchange.getRequestMethod().equals("POST")
                ? JSON.readTree(exchange.getRequestBody().readAllBytes())
                : JSON.createObjectNode();
        return new Call(
                session,
                workspace,
                userId,
                ZoneId.of(zone.isEmpty() ? Call.member(home, "timeZone") : zone),
                query(exchange.getRequestURI().getRawQuery()),
                body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        pool.close();
    }
}

package brisk.imports;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.imports.ImportStore.Uploaded;
import brisk.imports.csv.CsvException;
import brisk.imports.csv.CsvFormat;
import brisk.imports.csv.CsvRows;
import brisk.imports.csv.Rows;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.jobs.JobQueue;
import brisk.platform.records.Listing;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.telemetry.Trace;
import com.github.kagkarlsson.scheduler.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Imports over HTTP: send a file, look at what it would become, start, watch, cancel, read what was found. */
public final class ImportRoutes implements AutoCloseable {
    private static final int PREVIEW_ROWS = 10;
    private static final int SAMPLE_ROWS = 100;
    private static final int PREVIEW_CHARACTERS = 200;
    private static final Duration FILES_KEPT = Duration.ofHours(24);
    private static final Duration JOBS_KEPT = Duration.ofDays(90);

    private final Database database;
    private final JobQueue queue;
    private final ImportStore store;
    private final ImportFiles files;
    private final Map<String, ImportTarget> targets = new LinkedHashMap<>();
    private final ImportRunner runner;
    private final ImportEvents events;
    private final long maxBytes;
    private final Clock clock;

    /** @param home where the files are kept, in a folder of their own */
    public ImportRoutes(
            Database database, JobQueue queue, Path home, long maxBytes, List<ImportTarget> targets, Clock clock) {
        this.database = database;
        this.queue = queue;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.store = new ImportStore(database, clock);
        this.files = new ImportFiles(home);
        targets.forEach(target -> this.targets.put(target.name(), target));
        this.runner = new ImportRunner(database, store, files, this.targets, clock);
        this.events = new ImportEvents(database, store);
    }

    public List<Route> table() {
        return List.of(
                post("/api/imports", Permission.WRITE, this::receive)
                        .withQuery()
                        .limit(Route.Limit.BULK)
                        .maxBodyBytes(maxBytes + ImportUpload.FORM_BYTES),
                get("/api/imports", Permission.WRITE, this::list),
                get("/api/imports/{id}", Permission.WRITE, this::read),
                post("/api/imports/{id}/start", Permission.WRITE, this::start),
                post("/api/imports/{id}/cancel", Permission.WRITE, this::cancel),
                get("/api/imports/{id}/events", Permission.WRITE, this::watch),
                get("/api/imports/{id}/findings", Permission.WRITE, this::findings),
                get("/api/imports/{id}/findings.csv", Permission.WRITE, this::download));
    }

    /** The job that imports; it belongs to the scheduler's tasks. */
    public Task<?> task() {
        return runner.task();
    }

    /** Forgets files after a day and imports after 90. */
    public void clean(Trace trace) {
        store.cancelUploadedBefore(FILES_KEPT);
        files.deleteBefore(clock.instant().minus(FILES_KEPT), store.unfinished());
        store.deleteOlderThan(JOBS_KEPT);
    }

    /** Those who watch are told to come back later. */
    @Override
    public void close() {
        events.close();
    }

    private Answer receive(Request request) throws IOException {
        Caller caller = request.caller();
        Query query = request.query("target", "start", "mapping", "fileName");
        ImportUpload upload = ImportUpload.receive(request, files, maxBytes, query.text("fileName", ""));
        try {
            ImportTarget target = target(setting(query, upload, "target", "contacts"));
            if (!caller.may(target.permission())) {
                throw Problem.forbidden("Only who manages the team imports " + target.name() + ".");
            }
            boolean start = isTrue(setting(query, upload, "start", "true"));
            Uploaded uploaded = understand(upload, target, setting(query, upload, "mapping", "{}"));
            if (start) {
                requireSomething(target, uploaded.format().headers(), uploaded.fields());
            }
            UUID id = database.write(request.trace(), (handle, changes) -> {
                changes.touch(ImportStore.all(caller.workspaceId()));
                UUID created = store.create(handle, caller, uploaded, start ? ImportJob.QUEUED : ImportJob.UPLOADED);
                files.keep(upload.file(), created);
                if (start) {
                    queue.enqueue(handle, ImportRunner.TASK, ImportRunner.instance(caller.workspaceId(), created));
                }
                return created;
            });
            queue.wake();
            return accepted(request, id);
        } catch (CsvException e) {
            throw Problem.invalid("file", String.valueOf(e.getMessage()));
        } finally {
            ImportFiles.delete(upload.file());
        }
    }

    /** A part of the form wins over the query. */
    private static String setting(Query query, ImportUpload upload, String name, String otherwise) {
        String part = upload.parts().get(name);
        return part == null || part.isEmpty() ? query.text(name, otherwise) : part;
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Problem.badRequest("'start' must be true or false.");
        };
    }

    private ImportTarget target(String name) {
        return Optional.ofNullable(targets.get(name))
                .orElseThrow(() -> Problem.badRequest(
                        "There is no target '" + name + "'; there are: " + String.join(", ", targets.keySet()) + "."));
    }

    private static Uploaded understand(ImportUpload upload, ImportTarget target, String mapping) throws IOException {
        CsvFormat format = TableFile.detect(upload.file());
        List<List<String>> sample = new ArrayList<>();
        try (Rows rows = TableFile.open(upload.file(), format)) {
            for (CsvRows.Row row = rows.next(); row != null && sample.size() < SAMPLE_ROWS; row = rows.next()) {
                sample.add(row.fields().stream()
                        .map(field -> field.substring(0, Math.min(PREVIEW_CHARACTERS, field.length()))
                                .replace("\0", ""))
                        .toList());
            }
        }
        List<String> suggested = Suggestion.of(target.fields(), format.headers(), sample);
        List<String> fields =
                mapped(target, format.headers(), suggested, Json.object(mapping.getBytes(StandardCharsets.UTF_8)));
        List<List<String>> preview = sample.subList(0, Math.min(PREVIEW_ROWS, sample.size()));
        return new Uploaded(
                target.name(),
                upload.fileName(),
                upload.bytes(),
                TableFile.type(upload.file()),
                format,
                fields,
                preview);
    }

    /** What the client says about columns wins over what was suggested. */
    private static List<String> mapped(
            ImportTarget target,
            List<String> headers,
            List<String> suggested,
            tools.jackson.databind.node.ObjectNode mapping) {
        List<String> known =
                new ArrayList<>(target.fields().stream().map(ImportField::name).toList());
        known.add(ImportField.CUSTOM);
        known.add(ImportField.IGNORE);
        List<Problem.FieldError> errors = new ArrayList<>();
        List<String> fields = new ArrayList<>(suggested);
        for (var entry : mapping.properties()) {
            int column = headers.indexOf(entry.getKey());
            String field = entry.getValue().asString("");
            if (column < 0) {
                errors.add(new Problem.FieldError("mapping." + entry.getKey(), "is no column of the file"));
            } else if (!known.contains(field)) {
                errors.add(new Problem.FieldError(
                        "mapping." + entry.getKey(), "must be one of: " + String.join(", ", known)));
            } else {
                fields.set(column, field);
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return fields;
    }

    private static void requireSomething(ImportTarget target, List<String> headers, List<String> fields) {
        if (fields.stream().noneMatch(target.needed()::contains)) {
            throw Problem.invalid(
                    "mapping",
                    "No column could be recognised as " + target.neededWords()
                            + ". Say with 'mapping' what the columns mean: " + String.join(", ", headers));
        }
    }

    private Answer accepted(Request request, UUID id) {
        byte[] json = database.read(request.trace(), handle -> store.json(handle, request.caller(), id));
        return new Answer.Body(202, Answer.JSON, json, Map.of("Location", "/api/imports/" + id));
    }

    private Answer list(Request request) {
        Query query = request.query(Listing.parametersWithoutInclude("state", "target"));
        query.oneOf("target", List.copyOf(targets.keySet()));
        return Answer.json(200, database.read(request.trace(), handle -> store.page(handle, request.caller(), query)));
    }

    private Answer read(Request request) {
        request.query();
        UUID id = request.id("id");
        return Answer.json(200, database.read(request.trace(), handle -> store.json(handle, request.caller(), id)));
    }

    /** What {@link #start} takes: the meaning of columns that differs from the mapping so far. */
    private Answer start(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        var body = request.header("Content-Type") == null ? null : request.json();
        if (body != null && body.size() > (body.has("mapping") ? 1 : 0)) {
            throw Problem.badRequest("The body may have 'mapping' and nothing else: "
                    + String.join(", ", body.propertyNames()) + " are given.");
        }
        database.write(request.trace(), (handle, changes) -> {
            changes.touch(ImportStore.all(caller.workspaceId()));
            ImportJob job = store.find(handle, caller, id);
            List<String> fields = job.fields();
            if (body != null && body.has("mapping")) {
                fields = mapped(
                        target(job.target()),
                        job.format().headers(),
                        fields,
                        Json.object(Json.bytes(body.get("mapping"))));
            }
            requireSomething(target(job.target()), job.format().headers(), fields);
            store.queue(handle, job, fields);
            queue.enqueue(handle, ImportRunner.TASK, ImportRunner.instance(job.workspaceId(), job.id()));
            return id;
        });
        queue.wake();
        return accepted(request, id);
    }

    /** Nothing of it stays: what its transaction did so far is rolled back, and the file is deleted. */
    private Answer cancel(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        database.write(request.trace(), (handle, changes) -> {
            changes.touch(ImportStore.all(caller.workspaceId()));
            store.cancel(handle, store.find(handle, caller, id));
            return id;
        });
        files.delete(id);
        return read(request);
    }

    private Answer watch(Request request) {
        return events.stream(request);
    }

    private Answer findings(Request request) {
        UUID id = request.id("id");
        Query query = request.query(ImportFindings.PARAMETERS);
        return Answer.json(200, database.read(request.trace(), handle -> {
            ImportJob job = store.find(handle, request.caller(), id);
            return ImportFindings.page(handle, request.caller(), job, query);
        }));
    }

    private Answer download(Request request) {
        UUID id = request.id("id");
        Query query = request.query("kind");
        ImportJob job = database.read(request.trace(), handle -> store.find(handle, request.caller(), id));
        return ImportFindings.download(database, job, query);
    }
}

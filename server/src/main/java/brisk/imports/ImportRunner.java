package brisk.imports;

import brisk.imports.csv.CsvException;
import brisk.platform.db.Database;
import brisk.platform.http.Problem;
import brisk.platform.telemetry.Trace;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs imports as jobs. Everything that one does to records happens in one transaction: staging, deciding, updating,
 * inserting, reporting and saying that it is done. Whatever ends it before, be it a crash or a user, leaves nothing.
 */
final class ImportRunner {
    static final String TASK = "import";

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final ImportStore store;
    private final ImportFiles files;
    private final Map<String, ImportTarget> targets;
    private final Clock clock;

    ImportRunner(
            Database database, ImportStore store, ImportFiles files, Map<String, ImportTarget> targets, Clock clock) {
        this.database = database;
        this.store = store;
        this.files = files;
        this.targets = targets;
        this.clock = clock;
    }

    /** Why an import ends before its time. */
    private enum End {
        /** Another import of the workspace runs, or as many in all as may. */
        BUSY,
        CANCELLED,
        STOPPING
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final End end;

        Ended(End end) {
            super(end.name(), null, false, false);
            this.end = end;
        }
    }

    static String instance(UUID workspaceId, UUID importId) {
        return workspaceId + "/" + importId;
    }

    Task<Void> task() {
        return Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .onFailureReschedule(FixedDelay.of(RETRY))
                .execute(this::execute);
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        String[] ids = instance.getId().split("/");
        boolean ended = run(
                UUID.fromString(ids[0]),
                UUID.fromString(ids[1]),
                () -> context.getSchedulerState().isShuttingDown());
        return ended
                ? new CompletionHandler.OnCompleteRemove<>()
                : (complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(LOOK_AGAIN));
    }

    /** @return false where it has to be tried again */
    private boolean run(UUID workspaceId, UUID importId, BooleanSupplier stopping) {
        ImportJob job = store.find(workspaceId, importId).orElse(null);
        if (job == null || finish(job)) {
            return true;
        }
        ImportTarget target = targets.get(job.target());
        if (target == null || !Files.isReadable(files.of(importId))) {
            store.fail(job, "The file is not there any more; send it again.");
            return true;
        }
        if (job.attempts() >= MOST_ATTEMPTS) {
            store.fail(job, "The server stopped " + MOST_ATTEMPTS + " times while it was importing this file.");
            return true;
        }
        try {
            merge(job, target, stopping);
        } catch (Ended e) {
            return switch (e.end) {
                case BUSY -> false;
                case CANCELLED -> {
                    files.delete(importId);
                    yield true;
                }
                case STOPPING -> {
                    store.interrupted(job);
                    yield false;
                }
            };
        } catch (CsvException e) {
            store.fail(job, String.valueOf(e.getMessage()));
            return true;
        } catch (Problem e) {
            log.warn("import {} was interrupted: {}", importId, e.detail());
            throw e;
        } catch (RuntimeException e) {
            log.error("import {} failed", importId, e);
            store.fail(
                    job,
                    "Something unexpected went wrong; the log of the server has it under import " + importId + ".");
            return true;
        }
        finish(job);
        return true;
    }

    /** Says that it is done, when no cache shows anything older: whoever waits for the one looks at the other next. */
    private boolean finish(ImportJob job) {
        return database.writeStatement(new Trace(), (handle, changes) -> {
            changes.touch(ImportStore.all(job.workspaceId()));
            return handle.createUpdate("""
                            UPDATE import_jobs SET state = 'done'
                            WHERE workspace_id = :workspaceId AND id = :id AND state = 'running' AND finished_at IS NOT NULL
                            """)
                            .bind("workspaceId", job.workspaceId())
                            .bind("id", job.id())
                            .execute()
                    == 1;
        });
    }

    private void merge(ImportJob job, ImportTarget target, BooleanSupplier stopping) {
        ImportSettings settings = store.settings(job);
        database.writeLong(new Trace(), (handle, changes) -> {
            if (!claim(handle, job)) {
                throw new Ended(End.BUSY);
            }
            // Fewer and larger merges of the text index's pending entries.
            handle.execute("SET LOCAL gin_pending_list_limit = '64MB'");
            handle.execute("SET LOCAL work_mem = '64MB'");
            if (!store.begin(job)) {
                throw new Ended(End.CANCELLED);
            }
            var progress = new Progress(job, stopping);
            Staging.Staged staged = Staging.fill(handle, job, target, settings, files.of(job.id()), progress::read);
            var steps = new ImportSteps(handle, job, target);
            steps.report(staged, steps.decide(settings));
            Set<UUID> touched = steps.save(staged, progress::saved);
            touched.forEach(id -> changes.touch(target.recordTopic(job.workspaceId(), id)));
            target.listTopics(job.workspaceId()).forEach(changes::touch);
            changes.touch(ImportStore.all(job.workspaceId()));
            if (!steps.done(staged, clock.instant())) {
                throw new Ended(End.CANCELLED);
            }
            return steps.changed();
        });
    }

    /** One import at a time in a workspace, two in all, on however many nodes. */
    private static boolean claim(Handle handle, ImportJob job) {
        return handle.createQuery("""
                SELECT CASE WHEN pg_try_advisory_xact_lock(hashtext('brisk import'), hashtext(:workspace))
                       THEN pg_try_advisory_xact_lock(hashtext('brisk import slot'), 1)
                         OR pg_try_advisory_xact_lock(hashtext('brisk import slot'), 2)
                       ELSE false END
                """)
                .bind("workspace", job.workspaceId().toString())
                .mapTo(Boolean.class)
                .one();
    }

    /** Tells how far it is, twice a second, and learns in turn whether to go on. */
    private final class Progress {
        private static final long PAUSE_NANOS = 500_000_000;

        private final ImportJob job;
        private final BooleanSupplier stopping;
        private long toldNanos = System.nanoTime();
        private long rowsRead;

        Progress(ImportJob job, BooleanSupplier stopping) {
            this.job = job;
            this.stopping = stopping;
        }

        void read(long bytesRead, long rows) {
            rowsRead = rows;
            tell(bytesRead, 0);
        }

        void saved(long rows) {
            tell(job.fileBytes(), rows);
        }

        private void tell(long bytesRead, long rowsSaved) {
            if (stopping.getAsBoolean()) {
                throw new Ended(End.STOPPING);
            }
            if (System.nanoTime() - toldNanos < PAUSE_NANOS) {
                return;
            }
            toldNanos = System.nanoTime();
            if (!store.advance(job, bytesRead, rowsRead, rowsSaved)) {
                throw new Ended(End.CANCELLED);
            }
        }
    }
}

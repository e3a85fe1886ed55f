package brisk.platform.jobs;

import brisk.platform.telemetry.Trace;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** db-scheduler over the same PostgreSQL: safe on many nodes, at most a few jobs at a time. */
public final class Jobs implements AutoCloseable {
    private static final int THREADS = 4;

    private final Scheduler scheduler;

    private Jobs(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A job that only delegates; the trace counts its statements. */
    @FunctionalInterface
    public interface Job {
        void run(Trace trace);
    }

    /** A job that runs again {@code pause} after it ended. */
    public static RecurringTask<Void> recurring(String name, Duration pause, Job job) {
        return Tasks.recurring(name, FixedDelay.of(pause)).execute((instance, context) -> job.run(new Trace()));
    }

    /**
     * @param node names this process among those that share the database, and is the same after a restart: what it had
     *     begun when it was killed is due again at once
     */
    public static Jobs start(
            DataSource dataSource,
            String node,
            JobQueue queue,
            List<RecurringTask<?>> recurring,
            List<Task<?>> onDemand,
            Duration grace) {
        release(dataSource, node);
        Scheduler scheduler = Scheduler.create(dataSource, new ArrayList<>(onDemand))
                .startTasks(recurring)
                .schedulerName(new SchedulerName.Fixed(node))
                .threads(THREADS)
                .executorService(Executors.newFixedThreadPool(
                        THREADS, Thread.ofVirtual().name("job-", 0).factory()))
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(grace)
                .enableImmediateExecution()
                .build();
        scheduler.start();
        queue.serve(scheduler);
        return new Jobs(scheduler);
    }

    private static void release(DataSource dataSource, String node) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        UPDATE scheduled_tasks
                        SET picked = false, picked_by = NULL, last_heartbeat = NULL, execution_time = now(),
                            version = version + 1
                        WHERE picked AND picked_by = ?
                        """)) {
            statement.setString(1, node);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the jobs of an earlier run could not be released", e);
        }
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}

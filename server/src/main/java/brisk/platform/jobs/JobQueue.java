package brisk.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where features put jobs that are to run once, in the transaction that makes them necessary: a job never outlives a
 * rollback, and is never lost by a crash after the commit.
 */
public final class JobQueue {
    private volatile @Nullable Scheduler scheduler;

    void serve(Scheduler running) {
        scheduler = running;
    }

    /** @param instance what the job is about, which the task understands; a second one of the same is the same job */
    public void enqueue(Handle handle, String task, String instance) {
        handle.createUpdate("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES (:task, :instance, now(), false, 1)
                ON CONFLICT (task_name, task_instance) DO NOTHING
                """).bind("task", task).bind("instance", instance).execute();
    }

    /** After the commit: the job starts at once instead of within a second. */
    public void wake() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }
}

package brisk.platform.records;

import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Request;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import java.time.Clock;
import java.util.UUID;

/** {@code DELETE .../{id}} and {@code POST .../{id}/restore} of records with which nothing else goes or comes. */
public final class Deletion {
    private final Database database;
    private final RecordTable table;
    private final String restorable;
    private final Touched touched;
    private final Clock clock;

    /** Says which cached answers a record is part of. */
    @FunctionalInterface
    public interface Touched {
        void touch(Changes changes, Caller caller, UUID id);
    }

    /** @param restorable SQL, {@code AND ...}: which deleted records come back; empty for all */
    public Deletion(Database database, RecordTable table, String restorable, Touched touched, Clock clock) {
        this.database = database;
        this.table = table;
        this.restorable = restorable;
        this.touched = touched;
        this.clock = clock;
    }

    public Answer delete(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        database.writeStatement(request.trace(), (handle, changes) -> {
            touched.touch(changes, caller, id);
            table.delete(handle, caller, id, request.ifMatch(), clock.instant());
            return id;
        });
        return Answer.noContent();
    }

    public Answer restore(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touched.touch(changes, caller, id);
            return table.restore(handle, caller, id, restorable, clock.instant());
        });
        return row.saved();
    }
}

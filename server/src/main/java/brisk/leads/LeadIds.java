package brisk.leads;

import brisk.platform.db.Database;
import brisk.platform.http.Ids;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.security.Caller;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id behind the uid that people use. Both are given once and never change, so what was found is remembered, and a uid costs
 * its lookup once. Whether the caller may see the lead is not asked here: that is part of every statement that fetches one.
 */
final class LeadIds {
    private static final Pattern UID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}");
    private static final int REMEMBERED = 50_000;

    private record Key(UUID workspaceId, String uid) {}

    private final Database database;
    private final Cache<Key, UUID> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    LeadIds(Database database) {
        this.database = database;
    }

    /** The id of the lead in the path, which has its uid in any case of letters, or its id. */
    UUID of(Request request) {
        String given = request.text("uid");
        return Ids.parse(given).orElseGet(() -> find(request, given.toUpperCase(Locale.ROOT)));
    }

    private UUID find(Request request, String uid) {
        Caller caller = request.caller();
        var key = new Key(caller.workspaceId(), uid);
        UUID id = known.getIfPresent(key);
        if (id == null) {
            if (!UID.matcher(uid).matches()) {
                throw Problem.notFound("The lead");
            }
            id = database.read(
                            request.trace(),
                            handle -> handle.createQuery(
                                            "SELECT id FROM leads WHERE workspace_id = :workspaceId AND uid = :uid")
                                    .bind("workspaceId", caller.workspaceId())
                                    .bind("uid", uid)
                                    .mapTo(UUID.class)
                                    .findOne())
                    .orElseThrow(() -> Problem.notFound("The lead"));
            known.put(key, id);
        }
        return id;
    }

    void remember(UUID workspaceId, String uid, UUID id) {
        known.put(new Key(workspaceId, uid), id);
    }
}

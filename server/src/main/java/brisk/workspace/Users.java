package brisk.workspace;

import static brisk.platform.records.Column.bool;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Readers;
import brisk.platform.records.Sort;
import brisk.platform.records.Texts;
import brisk.platform.security.Role;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What a user is: its columns, the fields that administrators write, the orders it is listed in, its cache topic. */
final class Users {
    static final Columns COLUMNS = Columns.of(
            text("id", "u.id"),
            text("name", "u.name"),
            text("email", "u.email"),
            text("role", "u.role"),
            bool("active", "u.active"),
            text("timeZone", "u.time_zone"),
            text("branch", "u.branch"),
            integer("version", "u.version"),
            time("createdAt", "u.created_at"),
            time("updatedAt", "u.updated_at"));

    static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::label).toList();

    private static final Field NAME =
            Field.of("name", "name", Readers.text(200)).mandatory();
    private static final Field ROLE =
            Field.of("role", "role", Readers.choice(ROLES)).mandatory();
    private static final Field TIME_ZONE = Field.of("timeZone", "time_zone", timeZone());

    private static final Field BRANCH = Field.of("branch", "branch", Readers.text(100));

    /** The password is read apart from them: it is never bound as it is. */
    static final Fields OF_NEW =
            Fields.of(NAME, Field.of("email", "email", email()).mandatory(), ROLE, TIME_ZONE, BRANCH);

    static final Fields OF_CHANGE =
            Fields.of(NAME, ROLE, Field.of("active", "active", Readers.bool()).mandatory(), TIME_ZONE, BRANCH);

    /** What everybody may change of themselves. */
    static final Fields OF_ONESELF = Fields.of(NAME, TIME_ZONE);

    static final List<Sort> SORTS = List.of(
            Sort.by("name", "lower(u.name)", "text"),
            Sort.by("email", "lower(u.email)", "text"),
            Sort.by("created", "u.id", "uuid"));

    private Users() {}

    /** Everything that shows users, which is also every list with the names of owners. */
    static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "users");
    }

    /** Nobody's mailbox differs by case. */
    static String normalEmail(String typed) {
        return Texts.clean(typed).toLowerCase(Locale.ROOT);
    }

    static boolean isTimeZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }

    private static Field.Reader email() {
        return (name, value, caller, errors) -> {
            String email = normalEmail(value.asString(""));
            if (Readers.isEmail(email)) {
                return email;
            }
            errors.add(new FieldError(name, "is not an e-mail address"));
            return null;
        };
    }

    private static Field.Reader timeZone() {
        return (name, value, caller, errors) -> {
            if (value.isString() && isTimeZone(value.asString())) {
                return value.asString();
            }
            errors.add(new FieldError(name, "must be the name of a time zone such as Europe/Berlin"));
            return null;
        };
    }
}

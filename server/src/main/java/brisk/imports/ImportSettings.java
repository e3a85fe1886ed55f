package brisk.imports;

import brisk.platform.security.Permission;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What all rows of one import share: what the columns mean, and the workspace's own region and people. */
final class ImportSettings {
    /** How an export marks fields that users have added, whatever they are called. */
    static final Pattern CUSTOM = Pattern.compile("^Custom: (?=.)");

    private static final int[] NONE = {};
    private static final int MOST_STRANGERS = 1_000;
    private static final int NAMED = 5;

    private final List<String> headers;
    private final Map<String, int[]> columns = new HashMap<>();
    private final String region;
    private final ZoneId timeZone;
    private final ImportContext.Sender sender;
    private final Map<String, UUID> users = new HashMap<>();

    private final Map<String, Set<String>> strangers = new TreeMap<>();

    record User(UUID id, String name, String email) {}

    /** @param fields the meaning of each header's column */
    ImportSettings(
            List<String> headers,
            List<String> fields,
            String region,
            ZoneId timeZone,
            ImportContext.Sender sender,
            List<User> people) {
        this.headers = headers;
        this.region = region;
        this.timeZone = timeZone;
        this.sender = sender;
        for (String field : fields) {
            columns.computeIfAbsent(
                    field,
                    name -> IntStream.range(0, fields.size())
                            .filter(i -> fields.get(i).equals(name))
                            .toArray());
        }
        Map<String, Integer> namesakes = new HashMap<>();
        people.forEach(user -> namesakes.merge(ImportField.fold(user.name()), 1, Integer::sum));
        for (User user : people) {
            String name = ImportField.fold(user.name());
            users.put(user.email().toLowerCase(Locale.ROOT), user.id());
            if (Integer.valueOf(1).equals(namesakes.get(name))) {
                users.put(name, user.id());
            }
        }
    }

    /** For each field the name of the first column that means it. */
    Map<String, String> firstColumns() {
        Map<String, String> names = new HashMap<>();
        columns.forEach((field, positions) -> names.put(field, header(positions[0])));
        return names;
    }

    int[] columns(String field) {
        return columns.getOrDefault(field, NONE);
    }

    String header(int column) {
        return CUSTOM.matcher(headers.get(column)).replaceFirst("");
    }

    String region() {
        return region;
    }

    ImportContext.Sender sender() {
        return sender;
    }

    boolean mayManage() {
        return sender.role().may(Permission.MANAGE);
    }

    ZoneId timeZone() {
        return timeZone;
    }

    /** Somebody who should own records and is no user. */
    void stranger(String column, String name) {
        Set<String> names = strangers.computeIfAbsent(column, header -> new TreeSet<>());
        if (names.size() < MOST_STRANGERS) {
            names.add(name);
        }
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        strangers.forEach((column, names) -> {
            String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            remarks.add("'" + column + "': " + names.size() + (names.size() == MOST_STRANGERS ? " or more" : "")
                    + " names are no users here (" + first + (names.size() > NAMED ? ", …" : "")
                    + "); they were kept as a custom field");
        });
        return remarks;
    }

    /** By e-mail address, or by a name that only one person has. */
    @Nullable
    UUID user(String nameOrEmail) {
        UUID byEmail = users.get(nameOrEmail.toLowerCase(Locale.ROOT));
        return byEmail != null ? byEmail : users.get(ImportField.fold(nameOrEmail));
    }
}

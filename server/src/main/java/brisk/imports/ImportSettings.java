package brisk.imports;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What all rows of one import share: what the columns mean, and the workspace's own region and people. */
final class ImportSettings {
    private static final int[] NONE = {};

    private final List<String> headers;
    private final Map<String, int[]> columns = new HashMap<>();
    private final String region;
    private final ZoneId timeZone;
    private final Map<String, UUID> users = new HashMap<>();

    record User(UUID id, String name, String email) {}

    /** @param fields the meaning of each header's column */
    ImportSettings(List<String> headers, List<String> fields, String region, ZoneId timeZone, List<User> people) {
        this.headers = headers;
        this.region = region;
        this.timeZone = timeZone;
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

    int[] columns(String field) {
        return columns.getOrDefault(field, NONE);
    }

    String header(int column) {
        return headers.get(column);
    }

    String region() {
        return region;
    }

    ZoneId timeZone() {
        return timeZone;
    }

    /** By e-mail address, or by a name that only one person has. */
    @Nullable
    UUID user(String nameOrEmail) {
        UUID byEmail = users.get(nameOrEmail.toLowerCase(Locale.ROOT));
        return byEmail != null ? byEmail : users.get(ImportField.fold(nameOrEmail));
    }
}

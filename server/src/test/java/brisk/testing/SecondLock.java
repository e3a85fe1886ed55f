package brisk.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * No statement of a test run reaches into another workspace: the text of each is checked by {@link WorkspaceCheck}. A
 * violation fails its request at once and the test class at its end.
 */
final class SecondLock {
    private static final Map<String, Optional<String>> verdicts = new ConcurrentHashMap<>();
    private static final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private static @Nullable Set<String> tables;

    private SecondLock() {}

    /** Called before every statement. */
    static void check(String sql) {
        Optional<String> complaint = verdicts.computeIfAbsent(
                sql, text -> WorkspaceCheck.of(tenantTables()).complaint(text));
        if (complaint.isPresent()) {
            violations.add(complaint.get() + " in:\n" + sql);
            throw new AssertionError(complaint.get());
        }
    }

    static void assertNothingLeaked() {
        List<String> found = violations.stream().distinct().toList();
        violations.clear();
        Assertions.assertThat(found)
                .as("statements that do not bind the workspace of every tenant table; '-- every workspace' marks those"
                        + " that must not")
                .isEmpty();
    }

    private static synchronized Set<String> tenantTables() {
        if (tables == null) {
            tables = TestDb.tenantTables();
        }
        return tables;
    }
}

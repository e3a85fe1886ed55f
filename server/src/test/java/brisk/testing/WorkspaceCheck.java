package brisk.testing;

import brisk.testing.SqlParts.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement's text: each tenant table it names must be tied to a workspace, by {@code alias.workspace_id =} a
 * parameter or another tied alias, by USING (workspace_id, …), or in an INSERT's column list. Strict rather than clever: what
 * it does not understand, it refuses. {@code -- every workspace} says that a statement means all of them.
 */
final class WorkspaceCheck {
    private static final String MARKER = "-- every workspace";
    private static final String WORKSPACES = "workspaces";
    private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except");
    private static final Set<String> NO_ALIAS = words("""
            where set on using join left right inner cross full group order limit
            returning values select union for tablesample natural default overriding from
            having offset fetch window except intersect with
            """);
    private static final Set<String> END_OF_FROM = Set.of(
            "where", "group", "order", "limit", "returning", "having", "offset", "fetch", "window", "for", "select");

    private final Set<String> tables;
    private final Set<String> commonTables = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();

    private WorkspaceCheck(Set<String> tables) {
        this.tables = tables;
    }

    static WorkspaceCheck of(Set<String> tenantTables) {
        return new WorkspaceCheck(tenantTables);
    }

    /** What is wrong with the statement; empty where nothing is. */
    Optional<String> complaint(String sql) {
        if (sql.contains(MARKER)) {
            return Optional.empty();
        }
        List<Node> statement = SqlParts.parse(sql);
        collectCommonTables(statement);
        checkQuery(statement, null);
        return complaints.stream().findFirst();
    }

    /** A query part: the tables it names, and which of them are tied to a workspace. */
    private static final class Part {
        final @Nullable Part outer;
        final Map<String, String> tableByAlias = new LinkedHashMap<>();
        final Map<String, Set<Object>> ties = new HashMap<>();

        Part(@Nullable Part outer) {
            this.outer = outer;
        }

        /** The part that an alias belongs to, or null where it is no tenant table. */
        @Nullable
        Part owner(String alias) {
            for (Part part = this; part != null; part = part.outer) {
                if (part.tableByAlias.containsKey(alias)) {
                    return part;
                }
            }
            return null;
        }

        boolean isTied(String alias, Set<Object> seen) {
            for (Object tie : ties.getOrDefault(alias, Set.of())) {
                if (tie instanceof Tie other) {
                    if (seen.add(other) && other.part.isTied(other.alias, seen)) {
                        return true;
                    }
                } else {
                    return true;
                }
            }
            return false;
        }
    }

    private record Tie(Part part, String alias) {
        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Tie other && part == other.part && alias.equals(other.alias);
        }

        @Override
        public int hashCode() {
            return alias.hashCode();
        }
    }

    /** WITH name AS (…): the query behind the name is checked, its uses need not be. */
    private void collectCommonTables(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.group() != null) {
                collectCommonTables(node.group());
                int as = i - 1;
                while (as > 0
                        && (nodes.get(as).is("materialized") || nodes.get(as).is("not"))) {
                    as--;
                }
                if (node.isQuery() && as > 0 && nodes.get(as).is("as")) {
                    Node before = nodes.get(as - 1);
                    commonTables.add(
                            before.group() == null
                                    ? before.text()
                                    : nodes.get(as - 2).text());
                }
            }
        }
    }

    private void checkQuery(List<Node> nodes, @Nullable Part outer) {
        List<Node> segment = new ArrayList<>();
        for (Node node : nodes) {
            if (node.group() == null && SET_OPERATIONS.contains(node.text())) {
                checkPart(segment, outer);
                segment = new ArrayList<>();
            } else {
                segment.add(node);
            }
        }
        checkPart(segment, outer);
    }

    private void checkPart(List<Node> nodes, @Nullable Part outer) {
        var part = new Part(outer);
        collectTables(nodes, part);
        collectTies(nodes, part);
        part.tableByAlias.forEach((alias, table) -> {
            if (!part.isTied(alias, new HashSet<>())) {
                complaints.add(table + (alias.equals(table) ? "" : " " + alias) + " is not tied to a workspace");
            }
        });
        checkInner(nodes, part);
    }

    private void checkInner(List<Node> nodes, Part part) {
        for (Node node : nodes) {
            if (node.isQuery()) {
                checkQuery(List.copyOf(groupOf(node)), part);
            } else if (node.group() != null) {
                checkInner(node.group(), part);
            }
        }
    }

    private void collectTables(List<Node> nodes, Part part) {
        boolean inFrom = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.group() != null) {
                if (inFrom && !node.isQuery() && opensTables(nodes, i)) {
                    collectJoined(groupOf(node), part);
                }
                continue;
            }
            Node before = i == 0 ? new Node("", null) : nodes.get(i - 1);
            switch (node.text()) {
                case "from" -> {
                    inFrom = !before.is("distinct");
                    if (inFrom) {
                        table(nodes, i + 1, part);
                    }
                }
                case "join", "using" -> table(nodes, i + 1, part);
                case "update" -> {
                    if (!before.is("for") && !before.is("do") && !before.is("key")) {
                        table(nodes, i + 1, part);
                    }
                }
                case "into", "copy", "truncate" -> insertInto(nodes, i + 1);
                case "," -> {
                    if (inFrom) {
                        table(nodes, i + 1, part);
                    }
                }
                default -> inFrom &= !END_OF_FROM.contains(node.text());
            }
        }
    }

    private static boolean opensTables(List<Node> nodes, int i) {
        Node before = nodes.get(i - 1);
        return before.is("from") || before.is("join") || before.is(",");
    }

    /** FROM (a JOIN b ON …). */
    private void collectJoined(List<Node> group, Part part) {
        table(group, 0, part);
        for (int i = 0; i < group.size(); i++) {
            if (group.get(i).is("join")) {
                table(group, i + 1, part);
            }
        }
        collectTies(group, part);
    }

    /** Notes the table that is named at i, if it is one of a workspace. */
    private void table(List<Node> nodes, int at, Part part) {
        int i = at;
        while (i < nodes.size() && (nodes.get(i).is("only") || nodes.get(i).is("lateral"))) {
            i++;
        }
        if (i >= nodes.size() || !isTenant(nodes.get(i))) {
            return;
        }
        String table = unqualified(nodes.get(i));
        i++;
        if (i < nodes.size() && nodes.get(i).is("as")) {
            i++;
        }
        boolean named = i < nodes.size()
                && nodes.get(i).isWord()
                && !NO_ALIAS.contains(nodes.get(i).text());
        String alias = named ? nodes.get(i).text() : table;
        if (part.tableByAlias.put(alias, table) != null) {
            complaints.add("two tables are called " + alias + " in one query");
        }
        i += named ? 1 : 0;
        if (i + 1 < nodes.size()
                && nodes.get(i).is("using")
                && nodes.get(i + 1).group() != null
                && groupOf(nodes.get(i + 1)).stream().anyMatch(column -> column.is("workspace_id"))) {
            // Tied to whatever stands on the left, and that must be tied itself.
            for (String left : part.tableByAlias.keySet()) {
                if (!left.equals(alias)) {
                    tie(part, alias, new Tie(part, left));
                }
            }
            if (part.tableByAlias.size() == 1) {
                tie(part, alias, "a common table");
            }
        }
    }

    private void insertInto(List<Node> nodes, int at) {
        if (at >= nodes.size() || !isTenant(nodes.get(at)) || nodes.get(at).is(WORKSPACES)) {
            return;
        }
        String table = unqualified(nodes.get(at));
        for (int i = at + 1; i < Math.min(at + 4, nodes.size()); i++) {
            List<Node> columns = nodes.get(i).group();
            if (columns != null) {
                if (columns.stream().noneMatch(column -> column.is("workspace_id"))) {
                    break;
                }
                return;
            }
        }
        complaints.add("workspace_id is not among the columns of the insert into " + table);
    }

    private void collectTies(List<Node> nodes, Part part) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.is("=")) {
                compare(side(nodes, i - 1), side(nodes, i + 1), part);
            } else if (node.is("in") && i + 1 < nodes.size()) {
                Node right = nodes.get(i + 1);
                compare(side(nodes, i - 1), right.isQuery() ? List.of() : List.of(new Node(":in", null)), part);
            }
            if (node.group() != null && !node.isQuery()) {
                collectTies(node.group(), part);
            }
        }
    }

    /** The columns of one side of a comparison: one, or those of a row; empty for what is no column or parameter. */
    private static List<Node> side(List<Node> nodes, int at) {
        if (at < 0 || at >= nodes.size()) {
            return List.of();
        }
        Node node = nodes.get(at);
        if (node.is("any") || node.is("cast")) {
            return List.of(new Node(":" + node.text(), null));
        }
        if (node.group() == null) {
            return List.of(node);
        }
        if (node.isQuery()) {
            return List.of();
        }
        List<Node> columns = new ArrayList<>();
        for (int i = 0; i < node.group().size(); i++) {
            boolean starts = i == 0 || node.group().get(i - 1).is(",");
            if (starts) {
                columns.add(node.group().get(i));
            }
        }
        return columns;
    }

    /** An empty right side is a subquery, which is checked by itself. */
    private void compare(List<Node> left, List<Node> right, Part part) {
        for (int i = 0; i < left.size(); i++) {
            Node other =
                    right.isEmpty() ? new Node(":query", null) : right.size() > i ? right.get(i) : right.getFirst();
            compare(left.get(i), other, part);
            compare(other, left.get(i), part);
        }
    }

    private void compare(Node column, Node other, Part part) {
        String alias = aliasOfWorkspaceId(column, part);
        Part owner = alias == null ? null : part.owner(alias);
        if (alias == null || owner == null) {
            return;
        }
        // A correlated comparison inside a subquery ties the subquery's tables, never the outer one.
        if (owner != part) {
            return;
        }
        if (other.isParameter()) {
            tie(owner, alias, other.text());
            return;
        }
        if (!other.isWord()) {
            return;
        }
        int dot = other.text().indexOf('.');
        String otherAlias = dot < 0 ? "" : other.text().substring(0, dot);
        Part otherOwner = part.owner(otherAlias);
        if (otherOwner == null) {
            tie(owner, alias, "a common or derived table");
        } else if (otherAlias.equals(aliasOfWorkspaceId(other, part))) {
            tie(owner, alias, new Tie(otherOwner, otherAlias));
        }
    }

    private static void tie(Part part, String alias, Object to) {
        part.ties.computeIfAbsent(alias, ignored -> new HashSet<>()).add(to);
    }

    /** The alias whose workspace a column is; without an alias it must be the only table. */
    private static @Nullable String aliasOfWorkspaceId(Node column, Part part) {
        if (column.group() != null) {
            return null;
        }
        int dot = column.text().indexOf('.');
        String alias = dot >= 0
                ? column.text().substring(0, dot)
                : part.tableByAlias.size() == 1
                        ? part.tableByAlias.keySet().iterator().next()
                        : "";
        Part owner = part.owner(alias);
        return owner != null && column.text().substring(dot + 1).equals(key(owner.tableByAlias.get(alias)))
                ? alias
                : null;
    }

    private static String key(@Nullable String table) {
        return WORKSPACES.equals(table) ? "id" : "workspace_id";
    }

    private boolean isTenant(Node node) {
        String table = unqualified(node);
        return node.isWord()
                && (tables.contains(table) || table.equals(WORKSPACES))
                && !commonTables.contains(node.text());
    }

    private static String unqualified(Node node) {
        return node.text().startsWith("public.") ? node.text().substring("public.".length()) : node.text();
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private static List<Node> groupOf(Node node) {
        return node.group() == null ? List.of() : node.group();
    }
}

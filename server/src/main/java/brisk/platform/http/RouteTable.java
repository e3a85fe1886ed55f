package brisk.platform.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a path: a tree of segments in which a literal wins over a {@code {parameter}}, and both over a
 * {@code *}, which stands for all that follows. A segment that was chosen stays chosen: below a literal only its own
 * routes are looked for.
 */
public final class RouteTable {
    private final Node root = new Node();
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final Map<String, Target> targets = new LinkedHashMap<>();

        @Nullable
        Node parameter;

        @Nullable
        Node rest;
    }

    private record Target(Route route, List<String> parameterNames) {}

    /** What a path leads to; {@code route} is null where the path exists but not with this method. */
    record Match(@Nullable Route route, Map<String, String> parameters, String allow) {}

    public void add(Collection<Route> table) {
        for (Route route : table) {
            routes.add(route);
            insert(route, route.path());
        }
    }

    /** The same routes under a second address: {@code alias} in the place of {@code prefix}. */
    public void alias(String prefix, String alias) {
        for (Route route : routes) {
            if (route.path().equals(prefix) || route.path().startsWith(prefix + "/")) {
                String also = alias + route.path().substring(prefix.length());
                insert(route, also);
                aliases.put(also, route.path());
            }
        }
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The second addresses, each with the path of its routes. */
    public Map<String, String> aliases() {
        return Map.copyOf(aliases);
    }

    private void insert(Route route, String path) {
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String segment : path.substring(1).split("/")) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                node.parameter = node.parameter == null ? new Node() : node.parameter;
                node = node.parameter;
            } else if (segment.equals("*")) {
                node.rest = node.rest == null ? new Node() : node.rest;
                node = node.rest;
            } else {
                node = node.literals.computeIfAbsent(segment, ignored -> new Node());
            }
        }
        if (node.targets.putIfAbsent(route.method(), new Target(route, List.copyOf(names))) != null) {
            throw new IllegalStateException("two routes for " + route.method() + " " + path);
        }
    }

    /** Null where no route has this path. HEAD finds the GET route. */
    @Nullable
    Match find(String method, String path) {
        Node node = root;
        List<String> values = List.of();
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, to);
            Node next = node.literals.get(segment);
            if (next == null) {
                next = node.parameter;
                if (next == null || segment.isEmpty()) {
                    return node.rest == null ? null : match(node.rest, method, values);
                }
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(segment);
            }
            node = next;
            from = to + 1;
        }
        return node.targets.isEmpty() ? null : match(node, method, values);
    }

    private static Match match(Node node, String method, List<String> values) {
        Target target = node.targets.get(method.equals("HEAD") ? "GET" : method);
        if (target == null) {
            var allowed = new TreeSet<>(node.targets.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            return new Match(null, Map.of(), String.join(", ", allowed));
        }
        return new Match(target.route, parameters(target.parameterNames, values), "");
    }

    private static Map<String, String> parameters(List<String> names, List<String> values) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), values.get(i));
        }
        return parameters;
    }
}

package brisk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a tree of its parentheses. A node is a word, a sign, or a group of nodes; a group that starts with
 * SELECT, INSERT and the like is a query of its own. Enough to see which tables a query part names and what it compares.
 */
final class SqlParts {
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"[^\"]+\"|::\\s*\\w+(?:\\[])?|:?[\\w$]+(?:\\.[\\w$*]+)*|<=|>=|<>|!=|->>|->|[^\\s\\w]",
            Pattern.DOTALL);
    private static final Set<String> QUERY = Set.of("select", "insert", "update", "delete", "with", "merge");

    private SqlParts() {}

    /** @param group null for a word or sign */
    record Node(String text, @Nullable List<Node> group) {
        boolean is(String word) {
            return group == null && text.equals(word);
        }

        boolean isQuery() {
            return group != null
                    && !group.isEmpty()
                    && group.getFirst().group() == null
                    && QUERY.contains(group.getFirst().text());
        }

        boolean isParameter() {
            return text.equals("?") || text.startsWith("$") || (text.startsWith(":") && text.length() > 1);
        }

        boolean isWord() {
            return group == null
                    && !text.isEmpty()
                    && !isParameter()
                    && Character.isJavaIdentifierStart(text.charAt(0));
        }
    }

    static List<Node> parse(String sql) {
        List<List<Node>> open = new ArrayList<>();
        open.add(new ArrayList<>());
        Matcher tokens = TOKEN.matcher(sql);
        while (tokens.find()) {
            String token = tokens.group();
            if (token.startsWith("--") || token.startsWith("/*") || token.startsWith("::")) {
                continue;
            }
            if (token.equals("(")) {
                open.add(new ArrayList<>());
            } else if (token.equals(")") && open.size() > 1) {
                List<Node> group = open.removeLast();
                open.getLast().add(new Node("", group));
            } else {
                String text = token.startsWith("'") ? "'" : token.replace("\"", "");
                open.getLast().add(new Node(token.startsWith(":") ? text : text.toLowerCase(Locale.ROOT), null));
            }
        }
        return open.getFirst();
    }
}

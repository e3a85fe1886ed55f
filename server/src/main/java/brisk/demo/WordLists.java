package brisk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A file of words below resources/demo: sections in brackets, entries on lines of their own or parted by semicolons. */
final class WordLists {
    private final String file;
    private final Map<String, List<String>> sections = new HashMap<>();

    private WordLists(String file) {
        this.file = file;
    }

    static WordLists read(String file) {
        var lists = new WordLists(file);
        try (InputStream in = Objects.requireNonNull(WordLists.class.getResourceAsStream("/demo/" + file), file)) {
            List<String> section = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    lists.sections.put(line.substring(1, line.indexOf(']')), section);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    section.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lists;
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    Set<String> sections() {
        return sections.keySet();
    }

    List<String> lines(String section) {
        return Objects.requireNonNull(sections.get(section), () -> file + " has no section " + section);
    }

    List<String> items(String section) {
        List<String> items = new ArrayList<>();
        for (String line : lines(section)) {
            for (String item : line.split(";")) {
                items.add(item.strip());
            }
        }
        return List.copyOf(items);
    }
}

package brisk.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text as HTML: escaped, and the small part of Markdown that the contract's descriptions are written in. */
final class Html {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern EMPHASIS = Pattern.compile("\\*([^*]+)\\*");

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Code, bold and emphasis within a line. */
    static String inline(String text) {
        String html = escape(text);
        html = CODE.matcher(html).replaceAll("<code>$1</code>");
        html = BOLD.matcher(html).replaceAll("<strong>$1</strong>");
        return EMPHASIS.matcher(html).replaceAll("<em>$1</em>");
    }

    /** Paragraphs, headings, lists and blocks of code. */
    static String blocks(String markdown) {
        var html = new StringBuilder();
        List<String> block = new ArrayList<>();
        boolean code = false;
        for (String line : (markdown + "\n").split("\n", -1)) {
            boolean fence = line.startsWith("```");
            if (fence || (line.isBlank() && !code)) {
                html.append(code ? pre(block) : block(block));
                block.clear();
                code = fence != code;
            } else {
                block.add(line);
            }
        }
        return html.toString();
    }

    private static String pre(List<String> lines) {
        return "<pre>" + escape(String.join("\n", lines)) + "</pre>\n";
    }

    private static String block(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String text = String.join("\n", lines);
        if (text.startsWith("## ")) {
            return "<h3>" + inline(text.substring(3)) + "</h3>\n";
        }
        if (text.startsWith("- ")) {
            var items = new StringBuilder("<ul>");
            for (String item : text.substring(2).split("\n- ")) {
                items.append("<li>").append(inline(item)).append("</li>");
            }
            return items.append("</ul>\n").toString();
        }
        return "<p>" + inline(text) + "</p>\n";
    }
}

package brisk.contract;

import brisk.contract.Contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The contract as one page: HTML and CSS alone, so that it works wherever the server runs. */
final class ContractPage {
    private static final Set<String> PROBLEMS_OF_EVERYBODY = Set.of("401", "403", "429", "503");

    private final Contract contract;
    private final SchemaHtml schemas;

    ContractPage(Contract contract) {
        this.contract = contract;
        this.schemas = new SchemaHtml(contract);
    }

    String html() {
        JsonNode info = contract.root().path("info");
        var html = new StringBuilder(300_000);
        html.append("<!doctype html>\n<html lang=en><head><meta charset=utf-8>")
                .append("<meta name=viewport content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=color-scheme content=\"light dark\">")
                .append("<title>Brisk: the HTTP interface</title><link rel=icon href=\"data:,\"><style>")
                .append(css())
                .append("</style></head>\n<body><a class=skip href=#content>Skip to the content</a>\n");
        html.append("<aside><details class=menu><summary>Operations</summary>")
                .append(navigation())
                .append("</details><div class=sidebar>")
                .append(navigation())
                .append("</div></aside>\n<main id=content><h1>The HTTP interface of Brisk</h1>")
                .append(
                        "<p class=lead>As a document for programs: <a href=openapi.yaml>openapi.yaml</a> (OpenAPI 3.1). ")
                .append("Here, a star marks what must be sent, and what is always answered.</p>")
                .append(Html.blocks(info.path("description").asString("")));
        for (JsonNode tag : contract.root().path("tags")) {
            appendTag(html, tag);
        }
        appendProblems(html);
        return html.append("</main></body></html>\n").toString();
    }

    private static String css() {
        try (InputStream css = Objects.requireNonNull(ContractPage.class.getResourceAsStream("docs.css"), "docs.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String navigation() {
        var html = new StringBuilder("<nav aria-label=Operations><ul>");
        for (JsonNode tag : contract.root().path("tags")) {
            String name = tag.path("name").asString();
            List<Operation> operations = of(name);
            if (operations.isEmpty()) {
                continue;
            }
            html.append("<li><a class=tag href=\"#")
                    .append(anchor(name))
                    .append("\">")
                    .append(Html.escape(name))
                    .append("</a><ul>");
            for (Operation operation : operations) {
                html.append("<li><a href=\"#")
                        .append(operation.id())
                        .append("\">")
                        .append(Html.escape(operation.summary()))
                        .append("</a></li>");
            }
            html.append("</ul></li>");
        }
        return html.append("<li><a class=tag href=#problems>Problems</a></li></ul></nav>")
                .toString();
    }

    private List<Operation> of(String tag) {
        return contract.operations().stream()
                .filter(operation -> operation.tag().equals(tag))
                .toList();
    }

    private static String anchor(String tag) {
        return "tag-" + tag.replace(' ', '-');
    }

    private void appendTag(StringBuilder html, JsonNode tag) {
        String name = tag.path("name").asString();
        List<Operation> operations = of(name);
        if (operations.isEmpty()) {
            return;
        }
        html.append("<h2 id=\"")
                .append(anchor(name))
                .append("\">")
                .append(Html.escape(name))
                .append("</h2>");
        html.append(Html.blocks(tag.path("description").asString("")));
        operations.forEach(operation -> append(html, operation));
    }

    private void append(StringBuilder html, Operation operation) {
        html.append("\n<section class=\"operation\" id=\"")
                .append(operation.id())
                .append("\"><h3><a class=anchor href=\"#")
                .append(operation.id())
                .append("\">")
                .append(Html.escape(operation.summary()))
                .append("</a></h3><p class=address><b class=\"method ")
                .append(operation.method().toLowerCase(java.util.Locale.ROOT))
                .append("\">")
                .append(operation.method())
                .append("</b> <code>")
                .append(Html.escape(operation.path()).replace("/", "/<wbr>"))
                .append("</code></p>")
                .append(Html.blocks(operation.node().path("description").asString("")))
                .append(facts(operation))
                .append(parameters(operation));
        appendRequest(html, contract.resolve(operation.node().path("requestBody")));
        appendResponses(html, operation);
        html.append("</section>");
    }

    private static String facts(Operation operation) {
        JsonNode node = operation.node();
        List<String> facts = new ArrayList<>();
        JsonNode security = node.path("security");
        if (security.isArray() && security.isEmpty()) {
            facts.add("for everybody, without signing in");
        } else {
            facts.add("permission: <strong>" + node.path("x-brisk-permission").asString("") + "</strong>");
        }
        if (security.isArray() && security.size() == 1) {
            facts.add("for people who have signed in, not for API tokens");
        }
        int statements = node.path("x-brisk-statements").asInt();
        String sql = statements == 0 ? "no SQL" : statements + (statements == 1 ? " SQL statement" : " SQL statements");
        facts.add(sql + (node.path("x-brisk-cached").asBoolean(false) ? ", none when cached" : ""));
        if (node.has("x-brisk-limit")) {
            facts.add("rate limit: " + node.path("x-brisk-limit").asString());
        }
        if (!operation.also().isEmpty()) {
            facts.add("also at <code>" + Html.escape(operation.also()) + "</code>");
        }
        return "<ul class=facts><li>" + String.join("</li><li>", facts) + "</li></ul>";
    }

    private String parameters(Operation operation) {
        if (operation.parameters().isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<h4>Parameters</h4><table class=members><tbody>");
        for (JsonNode parameter : operation.parameters()) {
            String in = parameter.path("in").asString();
            JsonNode schema = parameter.path("schema");
            String text = parameter.path("description").asString("");
            String type = schemas.description(schema);
            html.append("<tr><th scope=row><code>")
                    .append(Html.escape(parameter.path("name").asString()))
                    .append("</code>")
                    .append(
                            parameter.path("required").asBoolean(false)
                                    ? "<span class=required title=required>*</span>"
                                    : "")
                    .append(in.equals("query") ? "" : "<span class=in>" + in + "</span>")
                    .append("</th><td>")
                    .append(text.isEmpty() ? type : type.replaceFirst("<p>.*", "") + "<p>" + Html.inline(text) + "</p>")
                    .append("</td></tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private void appendRequest(StringBuilder html, JsonNode body) {
        if (body.isMissingNode()) {
            return;
        }
        html.append("<h4>Body</h4>").append(Html.blocks(body.path("description").asString("")));
        List<String> media = new ArrayList<>();
        body.path("content").propertyNames().forEach(name -> media.add("<code>" + name + "</code>"));
        html.append("<p class=media>").append(String.join(" or ", media)).append("</p>");
        JsonNode shown = null;
        for (JsonNode content : body.path("content")) {
            if (!content.path("schema").equals(shown)) {
                shown = content.path("schema");
                appendSchema(html, shown, "The members of the body");
            }
            appendExamples(html, content);
        }
    }

    private static void appendExamples(StringBuilder html, JsonNode content) {
        if (content.has("example")) {
            html.append("<pre>")
                    .append(Html.escape(text(content.path("example"))))
                    .append("</pre>");
        }
        for (JsonNode example : content.path("examples")) {
            html.append("<p>")
                    .append(Html.inline(example.path("summary").asString("")))
                    .append("</p><pre>")
                    .append(Html.escape(text(example.path("value"))))
                    .append("</pre>");
        }
    }

    private static String text(JsonNode example) {
        return example.isString() ? example.asString() : example.toPrettyString();
    }

    private void appendSchema(StringBuilder html, JsonNode schema, String title) {
        String members = schemas.members(schema);
        if (!members.isEmpty()) {
            html.append("<details><summary>")
                    .append(title)
                    .append("</summary>")
                    .append(members)
                    .append("</details>");
        }
    }

    private void appendResponses(StringBuilder html, Operation operation) {
        html.append("<h4>Answers</h4><dl class=responses>");
        List<String> ordinary = new ArrayList<>();
        operation.node().path("responses").forEachEntry((status, reference) -> {
            if (PROBLEMS_OF_EVERYBODY.contains(status)) {
                ordinary.add("<a href=#problems>" + status + "</a>");
                return;
            }
            JsonNode response = contract.resolve(reference);
            html.append("<dt class=\"status s")
                    .append(status.charAt(0))
                    .append("\">")
                    .append(status)
                    .append("</dt><dd>")
                    .append(Html.inline(response.path("description").asString("")));
            if (status.startsWith("2")) {
                appendSuccess(html, response);
            }
            html.append("</dd>");
        });
        html.append("</dl>");
        if (!ordinary.isEmpty()) {
            html.append("<p class=ordinary>And, as everywhere: ")
                    .append(String.join(" ", ordinary))
                    .append("</p>");
        }
    }

    private void appendSuccess(StringBuilder html, JsonNode response) {
        List<String> headers = new ArrayList<>();
        response.path("headers").forEachEntry((name, header) -> headers.add("<code>" + name + "</code>"));
        if (!headers.isEmpty()) {
            html.append("<p class=headers>With ")
                    .append(String.join(", ", headers))
                    .append("</p>");
        }
        response.path("content").forEachEntry((media, content) -> {
            if (!media.equals("application/json")) {
                html.append("<p class=media><code>").append(media).append("</code></p>");
            }
            appendSchema(html, content.path("schema"), "The members of the answer");
            if (content.has("x-brisk-event")) {
                appendSchema(html, content.path("x-brisk-event"), "The members of an event");
            }
        });
    }

    private void appendProblems(StringBuilder html) {
        html.append("<h2 id=problems>Problems</h2><p>Every problem has the same shape:</p>");
        JsonNode problem = contract.root().at("/components/schemas/Problem");
        html.append("<pre>").append(Html.escape(text(problem.path("example")))).append("</pre>");
        appendSchema(html, problem, "The members of a problem");
        html.append("<dl class=responses>");
        contract.root().at("/components/responses").forEachEntry((name, response) -> {
            String status = response.path("x-brisk-status").asString("");
            if (!status.isEmpty()) {
                html.append("<dt class=\"status s")
                        .append(status.charAt(0))
                        .append("\">")
                        .append(status)
                        .append("</dt><dd>")
                        .append(Html.inline(response.path("description").asString("")))
                        .append("</dd>");
            }
        });
        html.append("</dl>");
    }
}

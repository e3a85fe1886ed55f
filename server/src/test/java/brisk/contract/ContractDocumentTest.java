package brisk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.companies.CompanyImport;
import brisk.contacts.ContactImport;
import brisk.contract.Contract.Operation;
import brisk.deals.DealImport;
import brisk.deals.ProductImport;
import brisk.imports.ImportField;
import brisk.imports.ImportTarget;
import brisk.leads.LeadImport;
import brisk.platform.http.Route;
import brisk.platform.http.Route.Limit;
import brisk.testing.TestServer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document itself: complete, consistent, and about this server. */
class ContractDocumentTest {
    /** Of JSON Schema 2020-12, as far as the contract uses it; anything else is a misspelling. */
    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "type",
            "format",
            "enum",
            "pattern",
            "description",
            "example",
            "default",
            "properties",
            "required",
            "additionalProperties",
            "unevaluatedProperties",
            "items",
            "allOf",
            "anyOf",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties");

    private final Contract contract = Contract.read();
    private final Schemas schemas = new Schemas(contract);

    @Test
    void everyRouteIsInTheContractAndTheReverse() {
        Map<String, String> served = new TreeMap<>();
        for (Route route : TestServer.shared().app().table().routes()) {
            if (!route.path().equals("/*")) { // the pages of the app are no part of the interface
                served.put(route.name(), facts(route));
            }
        }
        Map<String, String> promised = new TreeMap<>();
        for (Operation operation : contract.operations()) {
            promised.put(operation.method() + " " + operation.path(), facts(operation));
        }
        assertThat(promised).isEqualTo(served);
    }

    private static String facts(Route route) {
        return (route.permission() == null
                        ? "public"
                        : route.permission().name().toLowerCase(Locale.ROOT))
                + (route.limit() == Limit.DEFAULT
                        ? ""
                        : ", limit " + route.limit().name().toLowerCase(Locale.ROOT));
    }

    private static String facts(Operation operation) {
        JsonNode node = operation.node();
        boolean open = node.path("security").isArray() && node.path("security").isEmpty();
        return (open ? "public" : node.path("x-brisk-permission").asString(""))
                + (node.has("x-brisk-limit")
                        ? ", limit " + node.path("x-brisk-limit").asString()
                        : "");
    }

    @Test
    void everySecondAddressIsInTheContractAndTheReverse() {
        Map<String, String> promised = new TreeMap<>();
        contract.operations().stream()
                .filter(operation -> !operation.also().isEmpty())
                .forEach(operation -> promised.put(operation.also(), operation.path()));
        assertThat(promised)
                .isEqualTo(new TreeMap<>(TestServer.shared().app().table().aliases()));
    }

    @Test
    void everyOperationSaysWhatANewcomerNeeds() {
        Set<String> ids = new TreeSet<>();
        Set<String> tags = new TreeSet<>();
        contract.root().path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        for (Operation operation : contract.operations()) {
            assertThat(ids.add(operation.id())).as("twice: %s", operation.id()).isTrue();
            assertThat(tags).contains(operation.tag());
            assertThat(operation.summary()).isNotBlank().doesNotEndWith(".");
            assertThat(operation.node().path("x-brisk-statements").isInt())
                    .as(operation.id())
                    .isTrue();
            assertThat(operation.node().path("responses").has("429"))
                    .as(operation.id())
                    .isTrue();
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        contract.root().path("x-brisk-headers").forEach(name -> used.add("#/components/headers/" + name.asString()));
        collectReferences(contract.root(), used);
        Set<String> there = new TreeSet<>();
        contract.root().path("components").forEachEntry((kind, components) -> {
            if (!kind.equals("securitySchemes")) {
                components.propertyNames().forEach(name -> there.add("#/components/" + kind + "/" + name));
            }
        });
        // What any request can lead to belongs to no operation in particular.
        used.add("#/components/responses/MethodNotAllowed");
        used.add("#/components/responses/Unexpected");
        assertThat(there).isEqualTo(used);
    }

    private static void collectReferences(JsonNode node, Set<String> used) {
        if (node.path("$ref").isString()) {
            used.add(node.path("$ref").asString());
        }
        node.forEach(child -> collectReferences(child, used));
    }

    @Test
    void schemasUseOnlyKeywordsThatExist() {
        contract.root().at("/components/schemas").forEachEntry(this::checkKeywords);
    }

    private void checkKeywords(String where, JsonNode schema) {
        assertThat(KEYWORDS).as(where).containsAll(schema.propertyNames());
        schema.path("properties").forEachEntry((name, property) -> checkKeywords(where + "." + name, property));
        for (String list : new String[] {"allOf", "anyOf"}) {
            schema.path(list).forEach(part -> checkKeywords(where + "/" + list, part));
        }
        if (schema.path("items").isObject()) {
            checkKeywords(where + "[]", schema.path("items"));
        }
        schema.path("required")
                .forEach(name -> assertThat(schema.has("allOf")
                                || schema.has("anyOf")
                                || schema.path("properties").has(name.asString())
                                || !schema.has("properties"))
                        .as("%s requires %s, which it does not have", where, name)
                        .isTrue());
    }

    /** In a line such as {a: one, two} the comma ends a text, and what follows becomes a member without a value. */
    @Test
    void noTextIsCutOffByAComma() {
        checkValues("", contract.root());
    }

    private static void checkValues(String where, JsonNode node) {
        node.forEachEntry((name, value) -> {
            assertThat(value.isNull()).as("%s has no value: %s", where, name).isFalse();
            checkValues(where + "/" + name, value);
        });
        if (node.isArray()) {
            node.forEach(entry -> checkValues(where + "[]", entry));
        }
    }

    @Test
    void whatColumnsOfAnImportCanMeanIsListed() {
        assertThat(choices("ContactImportField")).isEqualTo(fieldNames(new ContactImport(Clock.systemUTC())));
        assertThat(choices("CompanyImportField")).isEqualTo(fieldNames(new CompanyImport(Clock.systemUTC())));
        assertThat(choices("DealImportField")).isEqualTo(fieldNames(new DealImport(Clock.systemUTC())));
        assertThat(choices("ProductImportField")).isEqualTo(fieldNames(new ProductImport(Clock.systemUTC())));
        assertThat(choices("LeadImportField")).isEqualTo(fieldNames(new LeadImport(Clock.systemUTC())));
    }

    private List<String> choices(String schema) {
        return contract.root()
                .at("/components/schemas/" + schema + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<String> fieldNames(ImportTarget target) {
        return Stream.concat(target.fields().stream().map(ImportField::name), Stream.of("custom", "ignore"))
                .toList();
    }

    @Test
    void examplesAreWhatTheirSchemasAllow() {
        contract.root().at("/components/schemas").forEachEntry((name, schema) -> checkExample(name, schema, schema));
        for (Operation operation : contract.operations()) {
            contract.resolve(operation.node().path("requestBody"))
                    .path("content")
                    .forEachEntry((type, media) -> {
                        if (type.endsWith("json")) {
                            checkExample(operation.id(), media, media.path("schema"));
                        }
                    });
            for (JsonNode parameter : operation.parameters()) {
                checkExample(operation.id(), parameter, parameter.path("schema"));
            }
        }
    }

    private void checkExample(String where, JsonNode holder, JsonNode schema) {
        holder.path("examples")
                .forEachEntry((name, example) -> assertThat(schemas.complaints(schema, example.path("value")))
                        .as("the example %s of %s", name, where)
                        .isEmpty());
        if (holder.has("example")) {
            assertThat(schemas.complaints(schema, holder.path("example")))
                    .as("the example of %s", where)
                    .isEmpty();
        }
        schema.path("properties")
                .forEachEntry((name, property) -> checkExample(where + "." + name, property, property));
    }
}

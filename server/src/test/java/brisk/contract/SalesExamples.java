package brisk.contract;

import static brisk.contract.Call.id;
import static brisk.contract.Call.json;
import static brisk.contract.Call.plain;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How the operations of sales are called. */
final class SalesExamples {
    private static final List<Map<String, Object>> STAGES = List.of(
            Map.of("name", "Asked", "probability", 20),
            Map.of("name", "Rented", "kind", "won"),
            Map.of("name", "Too dear", "kind", "lost", "probability", 0));

    private final BiConsumer<String, Function<World, Call>> examples;

    SalesExamples(BiConsumer<String, Function<World, Call>> examples) {
        this.examples = examples;
        deals();
        add("getDashboard", world -> {
            busy(world);
            world.reminder();
            return plain();
        });
        companies();
        pipelines();
        products();
    }

    private void add(String operationId, Function<World, Call> call) {
        examples.accept(operationId, call);
    }

    private void deals() {
        String all = "company,owner,stage,contacts,products";
        add("listDeals", world -> {
            world.deal();
            return plain().query("include", all);
        });
        add(
                "createDeal",
                world -> json(Map.of(
                        "name",
                        world.name("New"),
                        "companyId",
                        world.company(),
                        "contactIds",
                        List.of(world.contact()),
                        "products",
                        List.of(Map.of("productId", world.product(), "quantity", "2.5", "price", "400.00")),
                        "expectedCloseDate",
                        "2027-03-31")));
        add(
                "changeDealsInBulk",
                world -> json(Map.of(
                        "operation",
                        "close_lost",
                        "dealIds",
                        List.of(world.deal(), world.deal()),
                        "updates",
                        Map.of("reason", "Too dear"))));
        add("getPipelineStats", world -> {
            world.deal();
            return plain();
        });
        add("suggestDealValues", world -> {
            world.deal();
            return plain();
        });
        add("getDeal", world -> id(world.deal()).query("include", all));
        add("updateDeal", world -> id(world.deal()).body(Map.of("value", 12.5, "currency", "USD")));
        add("deleteDeal", world -> id(world.deal()));
        add("restoreDeal", world -> id(world.deleted("/api/deals", world.deal())));
        add(
                "moveDeal",
                world -> id(world.deal())
                        .body(Map.of("stageId", world.stage("Lost"), "reason", "Too dear", "after", world.deal())));
        add("readDealHistory", world -> id(world.deal()));
    }

    private void companies() {
        add("getCompanyAnalytics", world -> id(busy(world)));
        add("getCompanyDealsSummary", world -> id(busy(world)));
    }

    /** A company with deals and activities. */
    private static String busy(World world) {
        String company = world.company();
        world.make("/api/deals", Map.of("name", world.name("Deal"), "companyId", company, "value", "12.50"));
        world.make(
                "/api/deals",
                Map.of("name", world.name("Deal"), "companyId", company, "value", "8", "stageId", world.stage("Won")));
        world.make("/api/interactions", Map.of("companyId", company, "kind", "call", "direction", "inbound"));
        return company;
    }

    private void pipelines() {
        add("listPipelines", world -> {
            pipeline(world);
            return plain();
        });
        add("createPipeline", world -> json(Map.of("name", world.name("New"), "stages", STAGES)));
        add("getPipeline", world -> id(pipeline(world)));
        add("updatePipeline", world -> id(pipeline(world)).body(Map.of("name", world.name("Pipeline"), "position", 1)));
        add("deletePipeline", world -> id(pipeline(world)));
        add("getBoard", world -> {
            world.deal();
            return id(world.pipeline()).query("include", "company,owner,stage,contacts,products");
        });
        add("restorePipeline", world -> id(world.deleted("/api/pipelines", pipeline(world))));
    }

    private static String pipeline(World world) {
        return world.make("/api/pipelines", Map.of("name", world.name("Pipeline"), "stages", STAGES));
    }

    private void products() {
        add("listProducts", world -> {
            world.product();
            return plain();
        });
        add("createProduct", world -> json(Map.of("name", world.name("New"), "price", "12.50", "currency", "EUR")));
        add("getProduct", world -> id(world.product()));
        add("updateProduct", world -> id(world.product()).body(Map.of("active", false)));
        add("deleteProduct", world -> id(world.product()));
        add("restoreProduct", world -> id(world.deleted("/api/products", world.product())));
    }
}

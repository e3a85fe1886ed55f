package brisk.demo;

import brisk.demo.People.Facts;
import brisk.demo.People.Outline;
import brisk.demo.Sales.Deal;
import brisk.demo.Sales.Product;
import brisk.demo.Sales.Step;
import brisk.demo.Team.Member;
import brisk.platform.http.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Writes the pipeline, the products and the deals with their history, contacts and products. */
final class DealRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "company_id",
            "owner_id",
            "stage_id",
            "value",
            "currency",
            "expected_close_date",
            "reason",
            "closed_at",
            "stage_since",
            "source",
            "tags",
            "custom",
            "changed_by",
            "created_at",
            "updated_at");
    private static final List<String> MOVE_COLUMNS = List.of(
            "deal_id",
            "id",
            "from_stage_id",
            "to_stage_id",
            "outcome",
            "again",
            "at",
            "seconds",
            "user_id",
            "owner_id",
            "status",
            "deleted");
    private static final List<String> CONTACT_COLUMNS = List.of("deal_id", "contact_id");
    private static final List<String> PRODUCT_COLUMNS =
            List.of("deal_id", "position", "product_id", "quantity", "price");

    private final World world;
    private final Sales sales;
    private final List<String> sources;

    DealRows(World world) {
        this.world = world;
        this.sales = world.sales;
        this.sources = world.words.items("source");
    }

    @FunctionalInterface
    private interface Writer {
        void write(CopyStream rows, Outline contact, Deal deal) throws SQLException;
    }

    /** The pipeline that the workspace has got by itself gives way to one whose ids are the same in every demo. */
    void writeCatalogue(Connection connection) throws SQLException {
        Member first = world.team.member(0);
        UUID pipeline = DemoIds.at(first.createdAt(), Dice.seed(Dice.About.STAGE, -1));
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM pipelines WHERE workspace_id = ?")) {
            delete.setObject(1, world.workspaceId);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO pipelines (workspace_id, id, name, position, created_at, updated_at) VALUES (?, ?, 'Sales', 1, ?, ?)
                """)) {
            insert.setObject(1, world.workspaceId);
            insert.setObject(2, pipeline);
            insert.setObject(3, DemoLoader.time(first.createdAt()));
            insert.setObject(4, DemoLoader.time(first.createdAt()));
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO pipeline_stages (workspace_id, id, pipeline_id, name, kind, probability, position)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (int i = 0; i < Sales.STAGES.size(); i++) {
                insert.setObject(1, world.workspaceId);
                insert.setObject(2, sales.stage(i));
                insert.setObject(3, pipeline);
                insert.setString(4, Sales.STAGES.get(i));
                insert.setString(5, i == Sales.WON ? "won" : i == Sales.LOST ? "lost" : "open");
                insert.setInt(6, Sales.PROBABILITIES.get(i));
                insert.setInt(7, i + 1);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        writeProducts(connection, first);
    }

    private void writeProducts(Connection connection, Member first) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO products (workspace_id, id, name, category, price, currency, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, 'USD', ?, ?)
                """)) {
            for (Product product : sales.products()) {
                insert.setObject(1, world.workspaceId);
                insert.setObject(2, product.id());
                insert.setString(3, product.name());
                insert.setString(4, product.category());
                insert.setBigDecimal(5, java.math.BigDecimal.valueOf(product.price(), 2));
                insert.setObject(6, DemoLoader.time(first.createdAt()));
                insert.setObject(7, DemoLoader.time(first.createdAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    long write(Connection connection, IntConsumer progress) throws SQLException {
        var counter = new int[1];
        long deals = each(connection, "deals", COLUMNS, (rows, contact, deal) -> {
            writeDeal(rows, contact, deal);
            progress.accept(++counter[0]);
        });
        each(connection, "deal_moves", MOVE_COLUMNS, (rows, contact, deal) -> writeMoves(rows, deal));
        each(
                connection,
                "deal_contacts",
                CONTACT_COLUMNS,
                (rows, contact, deal) -> rows.row().id(deal.id()).id(contact.id()));
        each(
                connection,
                "deal_products",
                PRODUCT_COLUMNS,
                (rows, contact, deal) -> rows.row()
                        .id(deal.id())
                        .integer(1)
                        .id(deal.product().id())
                        .cents(deal.quantity() * 100L)
                        .cents(deal.unitPrice()));
        return deals;
    }

    private long each(Connection connection, String table, List<String> columns, Writer writer) throws SQLException {
        try (var rows = new CopyStream(connection, world.workspaceId, table, columns)) {
            for (int i = 0; i < world.people.count(); i++) {
                Outline contact = world.people.outline(i);
                for (Deal deal : sales.of(contact)) {
                    writer.write(rows, contact, deal);
                }
            }
            return rows.finish();
        }
    }

    private void writeDeal(CopyStream rows, Outline contact, Deal deal) throws SQLException {
        Facts facts = world.people.facts(contact);
        Dice dice = new Dice(deal.seed()).skip(64);
        Step last = deal.steps().getLast();
        UUID owner = world.team.member(deal.owner()).id();
        String with = facts.companyName() == null ? facts.person().name() : facts.companyName();
        rows.row()
                .id(deal.id())
                .text(with + " – " + deal.product().name())
                .id(facts.companyId())
                .id(owner)
                .id(sales.stage(deal.stage()))
                .centsOrNone(deal.value())
                .text("USD")
                .date(world.calendar.epochDay(deal.expectedDay()))
                .text(deal.reason())
                .timeOrNone(deal.isOpen() ? Long.MIN_VALUE : last.at())
                .time(last.at())
                .text(dice.favour(sources))
                .texts(dice.chance(0.1) ? List.of("framework") : List.of())
                .json(Json.bytes(Map.of()))
                .id(owner)
                .time(deal.createdAt())
                .time(last.at());
    }

    private void writeMoves(CopyStream rows, Deal deal) throws SQLException {
        UUID owner = world.team.member(deal.owner()).id();
        Set<Integer> been = new HashSet<>();
        Step before = null;
        for (Step step : deal.steps()) {
            String outcome = step.stage() >= Sales.WON
                    ? deal.status()
                    : before == null ? "entered" : step.stage() > before.stage() ? "forward" : "back";
            rows.row()
                    .id(deal.id())
                    .id(DemoIds.at(step.at(), Dice.seed(deal.seed(), been.size() + step.at())))
                    .id(before == null ? null : sales.stage(before.stage()))
                    .id(sales.stage(step.stage()))
                    .text(outcome)
                    .bool(!been.add(step.stage()))
                    .time(step.at())
                    .big(before == null ? 0 : (step.at() - before.at() + 500) / 1_000)
                    .id(owner)
                    .id(owner)
                    .text(deal.status())
                    .bool(false);
            before = step;
        }
    }
}

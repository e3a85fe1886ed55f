package brisk.demo;

import brisk.demo.Companies.Company;
import brisk.demo.Dice.About;
import brisk.platform.http.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/** Writes the companies. */
final class CompanyRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "domain",
            "industry",
            "parent_id",
            "country",
            "city",
            "website",
            "phones",
            "employees",
            "revenue",
            "currency",
            "founded_year",
            "owner_id",
            "source",
            "tags",
            "custom",
            "created_at",
            "updated_at");
    private static final List<String> TERMS = List.of("14 days", "30 days", "30 days", "45 days", "60 days");

    private final World world;
    private final List<String> sources;

    CompanyRows(World world) {
        this.world = world;
        this.sources = world.words.items("source");
    }

    long write(Connection connection, IntConsumer progress) throws SQLException {
        try (var rows = new CopyStream(connection, world.workspaceId, "companies", COLUMNS)) {
            for (int i = 0; i < world.companies.count(); i++) {
                write(rows, world.companies.at(i));
                progress.accept(i + 1);
            }
            return rows.finish();
        }
    }

    private void write(CopyStream rows, Company company) throws SQLException {
        Dice dice = Dice.about(About.COMPANY_ROW, company.index());
        Market market = company.market();
        // The oldest ones have the most contacts, so they are the large ones.
        double size = Math.exp(2.2 + 1.3 * dice.nextGaussian()) * (company.index() < 40 ? 12 : 1);
        int employees = (int) Math.clamp(size, 2, 24_000);
        long revenueThousands =
                Math.max(40, (long) (employees * (market.revenuePerHead() / 1_000) * (0.5 + dice.unit())));
        rows.row()
                .id(company.id())
                .text(company.name())
                .text(company.domain())
                .text(company.sector().name())
                .id(company.parent())
                .text(Locale.of("", market.country()).getDisplayCountry(Locale.ENGLISH))
                .text(company.city().name())
                .text("https://www." + company.domain())
                .json(Json.bytes(List.of(Phones.office(market, company.city(), dice))))
                .integer(employees)
                .thousands(revenueThousands)
                .text(market.currency())
                .integer(2_024 - dice.skewed(70, 1.6))
                .id(world.team.member(company.owner()).id())
                .text(dice.favour(sources))
                .texts(
                        dice.chance(0.3)
                                ? List.of(dice.pick(List.of("key account", "framework", "tax credit", "nda")))
                                : List.of())
                .json(Json.bytes(dice.chance(0.6) ? Map.of("paymentTerms", dice.pick(TERMS)) : Map.of()))
                .time(company.createdAt())
                .time(company.createdAt());
    }
}

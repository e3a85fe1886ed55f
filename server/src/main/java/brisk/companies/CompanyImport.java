package brisk.companies;

import brisk.imports.CopyLine;
import brisk.imports.ImportContext;
import brisk.imports.ImportField;
import brisk.imports.ImportRow;
import brisk.imports.ImportTarget;
import brisk.platform.cache.Topic;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Companies from files: what columns can mean, and how a row becomes a company. */
public final class CompanyImport implements ImportTarget {
    private static final List<ImportField> FIELDS = ImportField.table("""
            name: name, company name, company, account name, account, organisation, organization, \
                organisation name, organization name, business name, business, customer, client, Firma, \
                Unternehmen, société, entreprise, empresa, azienda, الشركة, اسم الشركة, कंपनी
            domain: domain, company domain, company domain name, domain name
            industry: industry, sector, vertical, Branche, secteur, sector de actividad
            parent: subsidiary of, parent company, parent, parent account, parent company name
            country: country, country/region, office location, headquarters, hq, Land, pays, país
            city: city, town, Ort, Stadt, ville, ciudad
            website: website, website url, web page, url, web, homepage, site, web site
            phones*: phone, phone number, telephone, tel, main phone, company phone, mobile, teléfono, téléphone, \
                Telefon
            employees: employees, number of employees, employee count, headcount, company size, staff, Mitarbeiter
            revenueMillions: annual revenue in millions of usd, revenue in millions, revenue millions, \
                annual revenue in millions
            revenue: revenue, annual revenue, turnover, sales, Umsatz
            currency: currency, currency code
            foundedYear: founded year, year established, year founded, founded, established, foundation year
            owner: owner, company owner, account owner, account manager, sales agent, assigned to, owner email
            source: source, lead source, original source, data source
            tags*: tags, labels, categories, tag, label
            """);

    private static final BigDecimal MOST_REVENUE = new BigDecimal("9999999999999999.99");
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Clock clock;

    public CompanyImport(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "companies";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public String filledColumns() {
        return "name, domain, industry, parent_name, country, city, website, phones, employees, revenue, currency,"
                + " founded_year, owner_id, source, tags, custom";
    }

    /** A row of an import is known by the company's name. */
    @Override
    public String stagedColumns() {
        return """
            name text, domain text, industry text, parent_name text, country text, city text, website text, phones jsonb,
            employees integer, revenue numeric, currency text, founded_year integer, owner_id uuid, source text,
            tags text[], custom jsonb,
            name_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED,
            parent_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(parent_name), 200)) STORED,
            source_key uuid GENERATED ALWAYS AS (md5('company ' || fold(name))::uuid) STORED
            """;
    }

    @Override
    public void stage(ImportRow row, CopyLine line) {
        String name = row.text("name", 200);
        String domain = row.text("domain", 253);
        name = name == null ? domain : name;
        if (name == null) {
            row.reject("has no company name");
            return;
        }
        line.text(name)
                .text(domain == null ? null : domain.toLowerCase(Locale.ROOT))
                .text(row.text("industry", 100))
                .text(row.text("parent", 200))
                .text(row.text("country", 100))
                .text(row.text("city", 100))
                .text(row.text("website", 500))
                .text(ImportRow.json(row.phones("phones", "")))
                .number(row.number("employees", BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE), 0))
                .text(revenue(row))
                .text(currency(row))
                .number(row.number("foundedYear", BigDecimal.valueOf(1000), BigDecimal.valueOf(9999), 0))
                .id(row.owner("owner"))
                .text(row.text("source", 100))
                .texts(row.tags("tags"))
                .text(row.custom());
    }

    private static @Nullable String revenue(ImportRow row) {
        BigDecimal lowest = MOST_REVENUE.negate();
        BigDecimal revenue = row.number("revenue", lowest, MOST_REVENUE, 2);
        if (revenue == null) {
            BigDecimal millions = row.number(
                    "revenueMillions", BigDecimal.valueOf(-1_000_000_000), BigDecimal.valueOf(1_000_000_000), 6);
            revenue = millions == null ? null : millions.multiply(MILLION).setScale(2);
        }
        return revenue == null ? null : revenue.toPlainString();
    }

    private static @Nullable String currency(ImportRow row) {
        String currency = row.matching("currency", CURRENCY, "is no currency code such as EUR");
        return currency == null ? null : currency.toUpperCase(Locale.ROOT);
    }

    @Override
    public List<String> decide(Handle handle, ImportContext context) {
        CompanyMerge.decide(handle, context.workspaceId());
        return List.of();
    }

    @Override
    public List<UUID> update(Handle handle, UUID workspaceId, LineRange lines) {
        return CompanyMerge.update(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public int insert(Handle handle, UUID workspaceId, LineRange lines) {
        return CompanyMerge.insert(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public List<UUID> finish(Handle handle, UUID workspaceId, UUID importId) {
        return CompanyMerge.linkParents(handle, workspaceId, importId, clock.instant());
    }

    @Override
    public List<Topic> listTopics(UUID workspaceId) {
        return List.of(Companies.all(workspaceId));
    }

    @Override
    public Topic recordTopic(UUID workspaceId, UUID id) {
        return Companies.one(workspaceId, id);
    }
}

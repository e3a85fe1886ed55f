package brisk.deals;

import brisk.imports.CopyLine;
import brisk.imports.ImportContext;
import brisk.imports.ImportField;
import brisk.imports.ImportRow;
import brisk.imports.ImportTarget;
import brisk.platform.cache.Topic;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Deals from files: what columns can mean, and how a row becomes a deal. */
public final class DealImport implements ImportTarget {
    private static final List<ImportField> FIELDS = ImportField.table("""
            name: deal name, opportunity name, deal title, deal, opportunity, title, name, Geschäft, Name des Geschäfts, \
                nombre del negocio, nom de la transaction
            externalId: opportunity id, deal id, record id, opportunity number, deal number, external id, id, reference
            company: account, account name, company, company name, organisation, organization, organization name, \
                customer, client, associated company, Firma, Unternehmen, société, entreprise, empresa, azienda
            product: product, product name, item, line item, Produkt, produit, producto
            quantity: quantity, qty, units, number of units, Menge, Anzahl
            stage: deal stage, stage, stage name, sales stage, opportunity stage, pipeline stage, Phase, étape, etapa
            status: status, deal status, opportunity status, state
            pipeline: pipeline, pipeline name, sales process
            value as amount: close value, amount, deal value, deal amount, value, opportunity amount, total, total value, \
                price, revenue, Betrag, Wert, montant, valeur, importe, valor
            currency: currency, currency code, deal currency
            createdAt as date: engage date, created, create date, created date, date created, created at, created on, \
                creation date, opened, open date, start date, Erstellt am
            closedAt as date: close date, closed date, closed at, closed on, closing date, won time, actual close date, \
                Abschlussdatum, date de clôture, fecha de cierre
            expectedCloseDate as date: expected close date, expected close, expected closing date, estimated close date, \
                forecast close date, forecast date
            stageSince as date: date entered current stage, stage since, last stage change, last stage change date, \
                stage changed
            owner: sales agent, owner, deal owner, opportunity owner, owner name, owner email, assigned to, sales rep, \
                salesperson, account manager, account owner
            contact: contact email, primary contact email, contact e-mail, associated contact email, email
            reason: reason, closed lost reason, lost reason, loss reason, closed won reason, won reason
            source: source, lead source, original source, deal source
            tags*: tags, labels, tag, label
            """);

    private static final BigDecimal MOST_UNITS = new BigDecimal("999999999");

    private final Clock clock;

    public DealImport(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "deals";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> needed() {
        return List.of("name", "externalId", "company", "product");
    }

    @Override
    public String neededWords() {
        return "a name, a number, a company or a product of a deal";
    }

    @Override
    public String filledColumns() {
        return "identity, name, external_id, company_name, product_name, quantity, stage_name, pipeline_name, value, currency,"
                + " created_at, closed_at, closed_on, expected_close_date, stage_since, owner_id, contact_email, reason, source,"
                + " tags, custom";
    }

    @Override
    public String stagedColumns() {
        return """
            identity text, name text, external_id text, company_name text, product_name text, quantity numeric, stage_name text,
            pipeline_name text, value numeric, currency text, created_at timestamptz, closed_at timestamptz, closed_on date,
            expected_close_date date, stage_since timestamptz, owner_id uuid, contact_email text COLLATE "C", reason text,
            source text, tags text[], custom jsonb,
            company_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(company_name), 200)) STORED,
            product_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(product_name), 200)) STORED,
            source_key uuid GENERATED ALWAYS AS (md5(identity)::uuid) STORED
            """;
    }

    @Override
    public void stage(ImportRow row, CopyLine line) {
        String name = row.text("name", 200);
        String externalId = row.text("externalId", 200);
        String company = row.text("company", 200);
        String product = row.text("product", 200);
        if (name == null && externalId == null && company == null && product == null) {
            row.reject("has neither a name nor a number, a company or a product");
            return;
        }
        row.keep("externalId");
        String stage = row.text("stage", 100);
        if (stage == null) {
            stage = row.text("status", 100);
        } else {
            row.keep("status");
        }
        Instant createdAt = row.time("createdAt");
        String currency = row.currency("currency", "value");
        line.text(identity(externalId, name, company, product, createdAt))
                .text(name)
                .text(externalId)
                .text(company)
                .text(product)
                .number(row.number("quantity", new BigDecimal("0.001"), MOST_UNITS, 3))
                .text(stage)
                .text(row.text("pipeline", 100))
                .number(row.amount("value", ProductImport.MOST))
                .text(currency == null ? DealRoutes.currencyOf(row.region()) : currency)
                .time(createdAt)
                .time(row.time("closedAt"))
                .text(Objects.toString(row.date("closedAt"), null))
                .text(Objects.toString(row.date("expectedCloseDate"), null))
                .time(row.time("stageSince"))
                .id(row.seller("owner"))
                .text(row.emails("contact").stream().findFirst().orElse(null))
                .text(row.text("reason", 500))
                .text(row.text("source", 100))
                .texts(row.tags("tags"))
                .text(row.custom());
    }

    /** What a row is known by again: its number, else what does not change while a deal goes on. */
    private static String identity(
            @Nullable String externalId,
            @Nullable String name,
            @Nullable String company,
            @Nullable String product,
            @Nullable Instant createdAt) {
        if (externalId != null) {
            return "deal number " + externalId;
        }
        return "deal "
                + Stream.of(name, company, product, createdAt)
                        .map(part -> part == null ? "" : part.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("\n"));
    }

    @Override
    public List<String> decide(Handle handle, ImportContext context) {
        return DealMerge.decide(handle, context, clock.instant());
    }

    @Override
    public String findings() {
        return DealMerge.FINDINGS;
    }

    @Override
    public List<UUID> update(Handle handle, UUID workspaceId, LineRange lines) {
        return DealMerge.update(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public int insert(Handle handle, UUID workspaceId, LineRange lines) {
        return DealMerge.insert(handle, workspaceId, lines, clock.instant());
    }

    @Override
    public List<Topic> listTopics(UUID workspaceId) {
        return List.of(Deals.all(workspaceId), Pipelines.all(workspaceId));
    }

    @Override
    public Topic recordTopic(UUID workspaceId, UUID id) {
        return Deals.one(workspaceId, id);
    }
}

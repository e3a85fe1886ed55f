package brisk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.db.Aggregates;
import brisk.platform.records.PhoneNumbers;
import brisk.platform.records.Readers;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo says is true: one fact follows from another, as if people had worked with it. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoFactsTest {
    private static final int CONTACTS = 2_000;
    private static final String NOW = "timestamptz '" + DemoDatabase.NOW + "'";

    private DemoDatabase database;

    DemoFactsTest() throws SQLException {
        database = new DemoDatabase();
    }

    @BeforeAll
    void load() {
        assertThat(database.load(CONTACTS)).isTrue();
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // last contacted is the newest activity that is no note and has happened
                """
                contacts c WHERE last_contacted_at IS DISTINCT FROM (
                    SELECT max(occurred_at) FROM activities a
                    WHERE a.contact_id = c.id AND a.kind <> 'note' AND a.occurred_at <= NOW)
                """,
                // only meetings are planned
                "activities WHERE occurred_at > NOW AND kind <> 'meeting'",
                "activities WHERE occurred_at > NOW AND outcome <> 'planned'",
                "activities WHERE occurred_at <= NOW AND outcome = 'planned'",
                // nothing was written down before it happened or after now, nor before its contact was known
                "activities WHERE created_at > NOW OR (created_at < occurred_at AND occurred_at <= NOW)",
                "activities a JOIN contacts c ON c.id = a.contact_id WHERE least(a.occurred_at, a.created_at) < c.created_at",
                "contacts WHERE created_at > NOW OR updated_at > NOW OR updated_at < created_at",
                "contacts c JOIN companies o ON o.id = c.company_id WHERE c.created_at < o.created_at",
                "companies c JOIN companies p ON p.id = c.parent_id WHERE p.parent_id IS NOT NULL OR p.created_at::date > c.created_at::date",
                // ids are as old as their rows
                "contacts WHERE uuid_extract_timestamp(id) <> created_at OR uuid_extract_version(id) <> 7",
                "companies WHERE uuid_extract_timestamp(id) <> created_at",
                "activities WHERE uuid_extract_timestamp(id) <> created_at",
                "reminders WHERE uuid_extract_timestamp(id) <> created_at",
                // people work in the daytime, from Monday to Friday
                """
                activities a JOIN users u ON u.id = a.owner_id
                WHERE extract(isodow FROM occurred_at AT TIME ZONE u.time_zone) > 5
                   OR extract(hour FROM occurred_at AT TIME ZONE u.time_zone) NOT BETWEEN 8 AND 19
                """,
                // who owns contacts sells
                "contacts c LEFT JOIN users u ON u.id = c.owner_id WHERE c.owner_id IS NOT NULL AND u.role IS DISTINCT FROM 'seller'",
                // the address of an employee is the company's
                "contacts c JOIN companies o ON o.id = c.company_id WHERE email IS NOT NULL AND split_part(email, '@', 2) <> o.domain",
                "contacts c JOIN companies o ON o.id = c.company_id WHERE c.organisation IS DISTINCT FROM o.name",
                "contacts WHERE company_id IS NULL AND organisation IS NOT NULL",
                "users WHERE email NOT LIKE '%@brisk.example'",
                "companies WHERE domain NOT LIKE '%.example' OR website NOT LIKE '%.example'",
                // reminders are due when their time has come
                "reminders WHERE (state = 'done') <> (done_at IS NOT NULL) OR done_at > NOW",
                "reminders WHERE state <> 'done' AND (state = 'due') <> (due_at <= NOW)",
                "reminders r JOIN contacts c ON c.id = r.contact_id WHERE r.created_at < c.created_at OR r.created_at > r.due_at",
                "book_pins p JOIN contacts c ON c.id = p.contact_id WHERE c.owner_id IS DISTINCT FROM p.user_id"
            })
    void never(String violation) throws SQLException {
        assertThat(database.number("SELECT count(*) FROM " + violation.replace("NOW", NOW)))
                .as(violation)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // deals are as old as their ids, began after their contact was known, and nothing of them lies ahead
                "deals WHERE uuid_extract_timestamp(id) <> created_at OR uuid_extract_version(id) <> 7",
                "deals WHERE created_at > NOW OR closed_at > NOW OR stage_since > NOW OR closed_at < created_at",
                "deals d JOIN deal_contacts dc ON dc.deal_id = d.id JOIN contacts c ON c.id = dc.contact_id WHERE d.created_at < c.created_at",
                "deals d JOIN deal_contacts dc ON dc.deal_id = d.id JOIN contacts c ON c.id = dc.contact_id WHERE d.company_id IS DISTINCT FROM c.company_id",
                "deals d JOIN deal_products l ON l.deal_id = d.id WHERE d.value <> l.quantity * l.price",
                "deals d JOIN users u ON u.id = d.owner_id WHERE u.role <> 'seller'",
                // a deal is where its last move has led it, since that moment
                """
                deals d WHERE NOT EXISTS (
                    SELECT FROM (SELECT m.to_stage_id, m.at FROM deal_moves m WHERE m.deal_id = d.id ORDER BY m.at DESC LIMIT 1) last
                    WHERE last.to_stage_id = d.stage_id AND last.at = d.stage_since)
                """,
                // every move begins where and when the one before has ended, and says so
                """
                (SELECT m.*, lag(to_stage_id) OVER w AS left_id, lag(at) OVER w AS since, d.created_at AS begun, d.status AS now_is
                 FROM deal_moves m JOIN deals d ON d.id = m.deal_id
                 WINDOW w AS (PARTITION BY m.deal_id ORDER BY m.at)) m
                JOIN pipeline_stages t ON t.id = m.to_stage_id
                LEFT JOIN pipeline_stages f ON f.id = m.from_stage_id
                WHERE m.from_stage_id IS DISTINCT FROM m.left_id OR m.status <> m.now_is
                   OR m.seconds <> coalesce(extract(epoch FROM m.at - m.since)::bigint, 0)
                   OR (m.left_id IS NULL AND (m.at <> m.begun OR t.position <> 1))
                   OR m.outcome <> CASE WHEN t.kind <> 'open' THEN t.kind WHEN f.id IS NULL THEN 'entered'
                                        WHEN t.position > f.position THEN 'forward' ELSE 'back' END
                   OR m.again <> EXISTS (SELECT FROM deal_moves o WHERE o.deal_id = m.deal_id AND o.to_stage_id = m.to_stage_id AND o.at < m.at)
                """,
                // what happened about a deal happened while it went on, with its contact
                "activities a JOIN deals d ON d.id = a.deal_id WHERE a.occurred_at < d.created_at OR least(a.occurred_at, a.created_at) > d.closed_at",
                """
                activities a WHERE deal_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM deal_contacts dc WHERE dc.deal_id = a.deal_id AND dc.contact_id = a.contact_id)
                """,
                "reminders r JOIN deals d ON d.id = r.deal_id WHERE r.created_at < d.created_at"
            })
    void neverInSales(String violation) throws SQLException {
        never(violation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "companies WHERE parent_id IS NOT NULL",
                "activities WHERE occurred_at > NOW",
                "activities WHERE occurred_at BETWEEN NOW - interval '12 hours' AND NOW",
                "reminders WHERE state = 'due' AND due_at < NOW - interval '1 day'",
                "reminders WHERE state = 'open'",
                "reminders WHERE state = 'done'",
                "contacts WHERE in_campaign",
                "contacts WHERE cardinality(emails) > 1",
                "contacts WHERE owner_id IS NULL",
                "contacts WHERE name ~ '[一-龠]'",
                "contacts a JOIN contacts b ON b.email = a.email AND b.id <> a.id AND b.name <> a.name",
                "(SELECT contact_id FROM activities GROUP BY 1 HAVING count(*) >= 60) busy",
                "book_pins",
                "deals WHERE company_id IS NULL",
                "deals WHERE value IS NULL",
                "deals WHERE status = 'open' AND expected_close_date < date(NOW)",
                "deals WHERE status = 'lost' AND reason IS NOT NULL",
                "deal_moves WHERE outcome = 'back'",
                "activities WHERE deal_id IS NOT NULL",
                "reminders WHERE deal_id IS NOT NULL",
                "(SELECT company_id FROM deals GROUP BY 1 HAVING count(*) >= 8) good_customers"
            })
    void sometimes(String fact) throws SQLException {
        assertThat(database.number("SELECT count(*) FROM " + fact.replace("NOW", NOW)))
                .as(fact)
                .isPositive();
    }

    @Test
    void addressesAreAddresses() throws SQLException {
        assertThat(database.rows("SELECT unnest(emails) FROM contacts"))
                .hasSizeGreaterThan(CONTACTS / 2)
                .allMatch(Readers::isEmail);
    }

    @Test
    void numbersAreValidWhereTheyBelongAndFollowFromWhatWasTyped() throws SQLException, NumberParseException {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        List<String> phones = database.rows("""
                SELECT p ->> 'e164', p ->> 'typed', p ->> 'extension'
                FROM (SELECT phones FROM contacts UNION ALL SELECT phones FROM companies) t,
                     jsonb_array_elements(phones) p
                """);
        assertThat(phones).hasSizeGreaterThan(CONTACTS / 2);
        for (String phone : phones) {
            String[] cells = phone.split("\t");
            PhoneNumber number = util.parse(cells[0], "ZZ");
            assertThat(util.isValidNumber(number)).as(phone).isTrue();
            PhoneNumbers.Phone read = PhoneNumbers.parse(cells[1], util.getRegionCodeForNumber(number));
            assertThat(read.e164()).as(phone).isEqualTo(cells[0]);
            assertThat(String.valueOf(read.extension())).as(phone).isEqualTo(cells[2]);
        }
    }

    /** The habits of a sales department: what it wins, how long that takes, and around which price. */
    @Test
    void dealsAreWonAndLostAsInASalesDepartment() throws SQLException {
        assertThat(database.number("SELECT count(*) FROM deals")).isEqualTo(Math.round(CONTACTS * 0.88));
        assertThat(percent("deals", "status = 'won'")).isBetween(42L, 54L);
        assertThat(percent("deals", "status = 'lost'")).isBetween(23L, 33L);
        assertThat(percent("deals", "status = 'open'")).isBetween(17L, 30L);
        assertThat(percent("deals", "company_id IS NULL")).isBetween(12L, 25L);
        assertThat(database.number(
                        "SELECT extract(day FROM avg(closed_at - created_at)) FROM deals WHERE status = 'won'"))
                .isBetween(35L, 75L);
        assertThat(database.number("""
                SELECT round(avg(l.price / p.price) * 100) FROM deal_products l JOIN products p ON p.id = l.product_id
                """)).isBetween(95L, 105L);
        assertThat(database.number("SELECT count(DISTINCT product_id) FROM deal_products"))
                .isBetween(6L, 7L);
    }

    private long percent(String table, String condition) throws SQLException {
        return database.number(
                "SELECT round(100.0 * count(*) FILTER (WHERE " + condition + ") / count(*)) FROM " + table);
    }

    @Test
    void theLeadDeskIsBusyAndSometimesLate() throws SQLException {
        assertThat(database.number("SELECT count(*) FROM leads")).isEqualTo(CONTACTS / 5);
        assertThat(percent("leads", "status_kind = 'won'")).isBetween(8L, 25L);
        assertThat(percent("leads", "sla IN ('missed', 'overdue')")).isBetween(8L, 25L);
        assertThat(database.number("SELECT count(*) FROM leads WHERE next_follow_up_at < " + NOW))
                .isBetween(5L, 80L);
        assertThat(database.number("SELECT count(DISTINCT ps_id) FROM leads")).isEqualTo(3);
        assertThat(database.number("SELECT count(*) FROM lead_touches")).isBetween(10L, 60L);
        for (String never : List.of(
                "leads WHERE greatest(created_at, updated_at, first_responded_at, closed_at) > NOW",
                "leads WHERE least(updated_at, first_responded_at, closed_at) < created_at",
                "leads l WHERE (status_kind = 'open') <> EXISTS (SELECT FROM lead_follow_ups f WHERE f.lead_id = l.id AND f.done_at IS NULL)",
                "leads l WHERE attempts <> (SELECT count(*) FROM lead_follow_ups f WHERE f.lead_id = l.id AND f.done_at IS NOT NULL)",
                "lead_follow_ups f JOIN leads l ON l.id = f.lead_id WHERE f.done_at NOT BETWEEN l.created_at AND NOW",
                "lead_calls c JOIN leads l ON l.id = c.lead_id WHERE c.at NOT BETWEEN l.created_at AND NOW",
                "leads l WHERE NOT EXISTS (SELECT FROM lead_phones p WHERE p.lead_id = l.id AND p.phone = l.mobile)")) {
            assertThat(database.number("SELECT count(*) FROM " + never.replace("NOW", NOW)))
                    .as(never)
                    .isZero();
        }
    }

    @Test
    void warmthFollowsFromRecentContact() throws SQLException {
        String average = "SELECT round(avg(warmness)) FROM contacts WHERE last_contacted_at ";
        assertThat(database.number(average + "> " + NOW + " - interval '30 days'"))
                .isGreaterThan(database.number(average + "< " + NOW + " - interval '300 days'") + 30);
    }

    /** The counting triggers do not run while the demo is loaded. */
    @Test
    void totalsAreWhatTheTriggersWouldHaveCounted() throws SQLException {
        String other = "'018f0000-0000-7000-8000-000000000001'";
        database.execute("BEGIN"); // the other tests look at one workspace
        database.execute("INSERT INTO workspaces (id, name, time_zone) SELECT " + other
                + ", 'counted', time_zone FROM workspaces");
        database.execute("DELETE FROM pipelines WHERE workspace_id = " + other);
        database.execute("ALTER TABLE deals DISABLE TRIGGER record_moves_added");
        for (String table : List.of(
                "users",
                "pipelines",
                "pipeline_stages",
                "companies",
                "contacts",
                "deals",
                "deal_moves",
                "activities",
                "leads")) {
            String columns = database.rows("""
                            SELECT string_agg(column_name, ', ') FROM information_schema.columns
                            WHERE table_schema = 'public' AND is_generated = 'NEVER' AND column_name <> 'workspace_id'
                              AND table_name = '%s'
                            """.formatted(table)).getFirst();
            database.execute(
                    "INSERT INTO %1$s (workspace_id, %2$s) SELECT %3$s, %2$s FROM %1$s WHERE workspace_id <> %3$s"
                            .formatted(table, columns, other));
        }
        List<String> counted = database.rows("""
                SELECT subject, part.dimension, part.key, sum(amount)
                FROM aggregate_deltas, unnest(dimensions, keys) AS part (dimension, key)
                WHERE part.key IS NOT NULL AND NOT (subject = 'deals' AND dimension = 'company')
                  AND (dimension NOT IN ('hour', 'quarter') OR split_part(part.key, '|', 2) >= '%s')
                GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                """.formatted(Aggregates.oldestBucket(DemoDatabase.NOW)));
        assertThat(
                        database.rows(
                                "SELECT subject, dimension, key, amount FROM aggregates WHERE dimension <> 'company' ORDER BY 1, 2, 3"))
                .hasSizeGreaterThan(100)
                .isEqualTo(counted);
        database.execute("ROLLBACK");
    }
}

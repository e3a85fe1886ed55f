package brisk.platform.db;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Ranges of aggregate keys that one statement reads together, each with a name: {@link #SQL} is a list of common table
 * expressions of which the last one, {@code sums}, has the columns part (the name), key (without the beginning that the range
 * drops, so that what differs only in that is one sum), amount, value and seconds. Folded aggregates and deltas are added up, so
 * the figures are those of the moment.
 */
public final class Sums {
    public static final String SQL = """
            ranges AS (
                SELECT part, subject, dimension, from_key, to_key, dropped, sign
                FROM unnest(CAST(:sumParts AS text[]), CAST(:sumSubjects AS text[]), CAST(:sumDimensions AS text[]),
                            CAST(:sumFroms AS text[]), CAST(:sumTos AS text[]), CAST(:sumDropped AS bigint[]),
                            CAST(:sumSigns AS bigint[]))
                     AS r (part, subject, dimension, from_key, to_key, dropped, sign)
            ), sums AS (
                SELECT part, key, sum(sign * amount) AS amount, sum(sign * value) AS value, sum(sign * seconds) AS seconds
                FROM (
                    SELECT r.part, substr(a.key, r.dropped::integer + 1) AS key, r.sign, a.amount, a.value, a.seconds
                    FROM ranges r
                    CROSS JOIN LATERAL (
                        SELECT a.key, a.amount, a.value, a.seconds FROM aggregates a
                        WHERE a.workspace_id = :workspaceId AND a.subject = r.subject AND a.dimension = r.dimension
                          AND a.key >= r.from_key AND a.key < r.to_key) a
                    UNION ALL
                    SELECT r.part, substr(fresh.key, r.dropped::integer + 1), r.sign, fresh.amount, fresh.value, fresh.seconds
                    FROM (SELECT d.subject, entry.dimension, entry.key COLLATE "C" AS key, d.amount, d.value, d.seconds
                          FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS entry (dimension, key)
                          WHERE d.workspace_id = :workspaceId AND d.subject = ANY (:sumSubjects)
                            AND entry.dimension = ANY (:sumDimensions)) fresh
                    JOIN ranges r ON r.subject = fresh.subject AND r.dimension = fresh.dimension
                                 AND fresh.key >= r.from_key AND fresh.key < r.to_key
                ) both_of_them
                GROUP BY part, key
            )""";

    /** The character behind the one between the parts of a key. */
    private static final String AFTER_SEPARATOR = "}";

    private final List<String> parts = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final List<String> dimensions = new ArrayList<>();
    private final List<String> froms = new ArrayList<>();
    private final List<String> tos = new ArrayList<>();
    private final List<Long> drops = new ArrayList<>();
    private final List<Long> signs = new ArrayList<>();

    /** One key; the key of its sum is empty. */
    public Sums one(String part, String subject, String dimension, String key) {
        return range(part, subject, dimension, key, key + "\1", key.length());
    }

    /** Everything of a dimension whose keys begin with {@code prefix}, which is dropped and must not be empty. */
    public Sums all(String part, String subject, String dimension, String prefix) {
        return range(part, subject, dimension, prefix, after(prefix), prefix.length());
    }

    /**
     * What happened from one day to another, both counted: whole months of the dimension {@code stem_month}, and single days
     * of {@code stem_day} where a month is not whole. The month in which the period ends is taken whole less the days behind
     * it where those are the fewer: in the current month they are empty, and days have more keys than their month. Whose it
     * is and the time are dropped from the keys.
     *
     * @param whose an owner's id, or empty for everybody
     */
    public Sums period(String part, String subject, String stem, String whose, LocalDate from, LocalDate to) {
        YearMonth end = YearMonth.from(to);
        int behind = end.lengthOfMonth() - to.getDayOfMonth();
        if (behind > 0 && behind < to.getDayOfMonth() && !from.isAfter(end.atDay(1))) {
            days(part, subject, stem, whose + "|", to.plusDays(1), end.atEndOfMonth());
            signs.set(signs.size() - 1, -1L);
            return period(part, subject, stem, whose, from, end.atEndOfMonth());
        }
        YearMonth first = YearMonth.from(from.minusDays(1)).plusMonths(1);
        YearMonth last = YearMonth.from(to.plusDays(1)).minusMonths(1);
        String prefix = whose + "|";
        if (first.isAfter(last)) {
            return days(part, subject, stem, prefix, from, to);
        }
        range(
                part,
                subject,
                stem + "_month",
                prefix + first,
                prefix + last + AFTER_SEPARATOR,
                (prefix + first + "|").length());
        days(part, subject, stem, prefix, from, first.atDay(1).minusDays(1));
        return days(part, subject, stem, prefix, last.atEndOfMonth().plusDays(1), to);
    }

    private Sums days(String part, String subject, String stem, String prefix, LocalDate from, LocalDate to) {
        return from.isAfter(to)
                ? this
                : range(
                        part,
                        subject,
                        stem + "_day",
                        prefix + from,
                        prefix + to + AFTER_SEPARATOR,
                        (prefix + from + "|").length());
    }

    /**
     * What lies between two keys, the second one left out; keys are compared by their characters' codes.
     *
     * @param dropped how many characters of the keys are dropped
     */
    public Sums range(String part, String subject, String dimension, String from, String to, int dropped) {
        parts.add(part);
        subjects.add(subject);
        dimensions.add(dimension);
        froms.add(from);
        tos.add(to);
        drops.add((long) dropped);
        signs.add(1L);
        return this;
    }

    /** The first key behind all that begin with this one. */
    private static String after(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    /** :workspaceId is bound by the statement itself. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("sumParts", parts.toArray(String[]::new))
                .bind("sumSubjects", subjects.toArray(String[]::new))
                .bind("sumDimensions", dimensions.toArray(String[]::new))
                .bind("sumFroms", froms.toArray(String[]::new))
                .bind("sumTos", tos.toArray(String[]::new))
                .bind("sumDropped", drops.toArray(Long[]::new))
                .bind("sumSigns", signs.toArray(Long[]::new));
    }
}

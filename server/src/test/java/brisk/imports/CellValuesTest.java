package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellValuesTest {
    @Test
    void numbers_of_several_countries() {
        assertThat(number("1100.04")).isEqualTo("1100.04");
        assertThat(number("1,100.04")).isEqualTo("1100.04");
        assertThat(number("1.100,04")).isEqualTo("1100.04");
        assertThat(number("1 100,5")).isEqualTo("1100.5");
        assertThat(number("$12")).isEqualTo("12");
        assertThat(number("12 €")).isEqualTo("12");
        assertThat(number("USD 1'000")).isEqualTo("1000");
        assertThat(number("-3")).isEqualTo("-3");
        assertThat(number("2,822")).isEqualTo("2822");
        assertThat(number("1.234.567")).isEqualTo("1234567");
        assertThat(number("1.2 Cr")).isEqualTo("none");
        assertThat(number("85 L")).isEqualTo("none");
        assertThat(number("1e400")).isEqualTo("none");
        assertThat(number("1.100")).isEqualTo("1.100");
        assertThat(String.valueOf(CellValues.number("1.100", true))).isEqualTo("1100");
        assertThat(CellValues.number("12.5", true)).isNull();
        assertThat(String.valueOf(CellValues.number("12.0", true))).isEqualTo("12.0");
    }

    @Test
    void dates_as_people_and_programs_write_them() {
        assertThat(time("2024-01-20T14:30:00Z", "DE")).isEqualTo("2024-01-20T14:30:00Z");
        assertThat(time("2024-03-12 09:14", "DE")).isEqualTo("2024-03-12T08:14:00Z");
        assertThat(time("2024-03-12", "DE")).isEqualTo("2024-03-11T23:00:00Z");
        assertThat(time("3/4/2024", "US")).isEqualTo("2024-03-03T23:00:00Z");
        assertThat(time("3/4/2024", "DE")).isEqualTo("2024-04-02T22:00:00Z");
        assertThat(time("3/15/2024 2:30 PM", "DE")).isEqualTo("2024-03-15T13:30:00Z");
        assertThat(time("31/12/2026", "US")).isEqualTo("2026-12-30T23:00:00Z");
        assertThat(time("20.03.2024", "US")).isEqualTo("2024-03-19T23:00:00Z");
        assertThat(time("15-Jan-2024", "US")).isEqualTo("2024-01-14T23:00:00Z");
        assertThat(time("Mar 20 2024", "US")).isEqualTo("2024-03-19T23:00:00Z");
        assertThat(time("yesterday", "US")).isEqualTo("null");
        assertThat(time("2024-02-31", "US")).isEqualTo("null");
        assertThat(time("99/99/2024", "US")).isEqualTo("null");
    }

    @Test
    void marks_of_spreadsheets_and_words_for_nothing_are_no_values() {
        assertThat(CellValues.clean("'+49 30 1")).isEqualTo("+49 30 1");
        assertThat(CellValues.clean("'=1+1")).isEqualTo("=1+1");
        assertThat(CellValues.clean("'t Hooft")).isEqualTo("'t Hooft");
        assertThat(CellValues.clean(" N/A ")).isEmpty();
        assertThat(CellValues.clean("Null")).isEqualTo("Null");
        assertThat(CellValues.clean("a\0b")).isEqualTo("ab");
        assertThat(CellValues.clean("e\u0301")).isEqualTo("é");
    }

    @Test
    void custom_fields_keep_the_limits_of_the_api() {
        List<String> warnings = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Note", "\"".repeat(5_000));
        for (int i = 0; i < 5; i++) {
            fields.put("Field " + i, "x".repeat(3_000));
        }
        String json = CellValues.customJson(fields, warnings);
        assertThat(json.length()).isLessThanOrEqualTo(16_384);
        assertThat(warnings)
                .containsExactly(
                        "'Note' is cut after 3996 characters",
                        "'Field 2' is left out: the custom fields of the row are too long in all",
                        "'Field 3' is left out: the custom fields of the row are too long in all",
                        "'Field 4' is left out: the custom fields of the row are too long in all");
        assertThat(brisk.platform.http.Json.object(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .get("Note")
                        .asString())
                .isEqualTo("\"".repeat(3_996));
    }

    private static String number(String cell) {
        var number = CellValues.number(cell, false);
        return number == null ? "none" : number.toPlainString();
    }

    private static String time(String cell, String region) {
        return String.valueOf(CellTimes.parse(cell, region.equals("US"), ZoneId.of("Europe/Berlin")));
    }
}

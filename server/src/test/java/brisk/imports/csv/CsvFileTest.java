package brisk.imports.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.platform.http.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CsvFileTest {
    private static final Path SPECTRUM = Path.of("../shared/data/csv-spectrum");
    private static final List<String> SPECTRUM_NAMES = List.of(
            "comma_in_quotes",
            "empty",
            "empty_crlf",
            "escaped_quotes",
            "json",
            "newlines",
            "newlines_crlf",
            "quotes_and_newlines",
            "simple",
            "simple_crlf",
            "utf8");

    @TempDir
    Path folder;

    static Stream<String> spectrum() {
        return SPECTRUM_NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("spectrum")
    void every_file_of_csv_spectrum_reads_as_its_json_says(String name) throws IOException {
        Path file = SPECTRUM.resolve(name + ".csv");
        Assumptions.assumeTrue(Files.exists(file), file + " is not there: skipped");
        // The copy may have passed through a system that ends lines in its own way.
        Path original = name.endsWith("_crlf")
                ? write(Files.readString(file).replaceAll("\\R", "\r\n").getBytes(UTF_8))
                : file;
        assertThat(records(original)).isEqualTo(json(SPECTRUM.resolve(name + ".json")));
    }

    @Test
    void the_coordinates_of_csv_spectrum_read_as_they_stand() throws IOException {
        Path file = SPECTRUM.resolve("location_coordinates.csv");
        Assumptions.assumeTrue(Files.exists(file), file + " is not there: skipped");
        // Its JSON has another phone number than its CSV, and is an object instead of a list; all else is compared.
        Map<String, String> expected = new LinkedHashMap<>();
        Json.tree(Files.readAllBytes(SPECTRUM.resolve("location_coordinates.json")))
                .properties()
                .forEach(e -> expected.put(e.getKey(), e.getValue().asString()));
        expected.put("Contact Phone Number", "2095257564");
        List<Map<String, String>> found = records(file);
        found.getFirst().remove("Counties");
        expected.remove("Counties");
        assertThat(found).containsExactly(expected);
    }

    @Test
    void line_ends_quotes_and_blank_lines_keep_the_lines_of_the_file() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = String.join(
                    end,
                    "Name,Note",
                    "",
                    "Ada,\"two" + end + "lines, one \"\"field\"\"\"",
                    " , ",
                    "Grace, \"a, b\" ",
                    "Linus");
            assertThat(rows(write(text.getBytes(UTF_8))))
                    .containsExactly("3 [Ada, two" + end + "lines, one \"field\"]", "6 [Grace, a, b ]", "7 [Linus]");
        }
    }

    @Test
    void encodings_are_told_apart() throws IOException {
        String text = "Name;City\nZoë Müller;Köln\n€uro;Łódź\n";
        String western = "Name;City\nZoë Müller;Köln\n€uro – “x”;Orléans\n";
        Charset windows = Charset.forName("windows-1252");
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(write(text.getBytes(UTF_8)), text);
        files.put(write(("\uFEFF" + text).getBytes(UTF_8)), text);
        files.put(write(("\uFEFF" + text).getBytes(UTF_16LE)), text);
        files.put(write(("\uFEFF" + text).getBytes(UTF_16BE)), text);
        files.put(write(western.getBytes(windows)), western);
        for (var file : files.entrySet()) {
            String[] lines = file.getValue().split("\n");
            assertThat(CsvFormat.detect(file.getKey()).headers()).containsExactly("Name", "City");
            assertThat(rows(file.getKey()))
                    .containsExactly(
                            "2 [" + lines[1].replace(";", ", ") + "]", "3 [" + lines[2].replace(";", ", ") + "]");
        }
    }

    @Test
    void a_character_that_is_split_between_two_reads_is_still_utf_8() throws IOException {
        String text = "Name,City\n" + ("x".repeat(65_534 - 10) + "é,é\n").repeat(3);
        assertThat(CsvFormat.detect(write(text.getBytes(UTF_8))).charset()).isEqualTo(UTF_8);
    }

    @Test
    void delimiters_are_told_apart() throws IOException {
        assertThat(delimiter("Name;Amount\nAda;1,5\nBob;2,25\n")).isEqualTo(';');
        assertThat(delimiter("Name\tEmail\tPhone\nA, B\ta@x.org\t1\n")).isEqualTo('\t');
        assertThat(delimiter("Name|Tags\nAda|a;b\nBob|c;d\n")).isEqualTo('|');
        assertThat(delimiter("Name,Tags\nAda,a;b\nBob,c|d\n")).isEqualTo(',');
        assertThat(delimiter("sep=;\r\nName;A,B\r\nAda;1,2\r\n")).isEqualTo(';');
        assertThat(delimiter("email\nada@example.org\n")).isEqualTo(',');
    }

    @Test
    void notes_and_titles_above_the_header_are_passed_over() throws IOException {
        Path notes = write("""
                Notes:
                "When exporting your data, you may notice
                that some, many, addresses are missing."

                First Name,Last Name,Email Address
                Sarah,Chen,sarah@example.org
                """.getBytes(UTF_8));
        assertThat(CsvFormat.detect(notes).headerLine()).isEqualTo(5);
        assertThat(rows(notes)).containsExactly("6 [Sarah, Chen, sarah@example.org]");
        Path title = write("Contacts of 2026,,,\n,,,\nName,Email,Phone,City\nAda,ada@x.org,1,Rome\n".getBytes(UTF_8));
        assertThat(CsvFormat.detect(title).headerLine()).isEqualTo(3);
    }

    @Test
    void a_file_without_a_header_loses_no_row() throws IOException {
        Path file = write("Ada,Lovelace,ada@example.org\nGrace,Hopper,grace@example.org\n".getBytes(UTF_8));
        CsvFormat format = CsvFormat.detect(file);
        assertThat(format.headerLine()).isZero();
        assertThat(format.headers()).containsExactly("Column 1", "Column 2", "Column 3");
        assertThat(rows(file)).hasSize(2);
    }

    @Test
    void column_names_are_made_different() throws IOException {
        Path file = write("Name,Email,name,,Email\na,b,c,d,e\n".getBytes(UTF_8));
        assertThat(CsvFormat.detect(file).headers())
                .containsExactly("Name", "Email", "name (2)", "Column 4", "Email (2)");
    }

    @Test
    void what_is_no_table_is_refused_in_words() throws IOException {
        assertThatThrownBy(() -> CsvFormat.detect(write(new byte[0]))).hasMessage("The file is empty.");
        assertThatThrownBy(() -> CsvFormat.detect(write("\n \n,,\n".getBytes(UTF_8))))
                .hasMessage("The file has no rows.");
        assertThatThrownBy(() -> CsvFormat.detect(write("PK\3\4xxxx".getBytes(UTF_8))))
                .hasMessageContaining("spreadsheet");
        assertThatThrownBy(() -> CsvFormat.detect(write(new byte[] {1, 0, 2, 0})))
                .hasMessageContaining("no text file");
        Path many = write((",x".repeat(600) + "\n" + ",y".repeat(600)).getBytes(UTF_8));
        assertThatThrownBy(() -> CsvFormat.detect(many)).hasMessageContaining("601 columns");
    }

    @Test
    void a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() throws IOException {
        Path file = write(("a,b\n\"" + "x,y\n".repeat(600_000)).getBytes(UTF_8));
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("Is a quotation mark not closed?");
    }

    @Test
    void a_stray_character_costs_one_row_at_most() throws IOException {
        assertThat(rows(write("Name,Note\n\"Ada\"x,1\n6\" pipe,2\nLinus,3\n".getBytes(UTF_8))))
                .containsExactly("2 [Adax, 1]", "3 [6\" pipe, 2]", "4 [Linus, 3]");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "test", ".csv"), bytes);
    }

    private char delimiter(String text) throws IOException {
        return CsvFormat.detect(write(text.getBytes(UTF_8))).delimiter();
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvRows csv = CsvRows.open(file, CsvFormat.detect(file))) {
            for (CsvRows.Row row = csv.next(); row != null; row = csv.next()) {
                rows.add(row.line() + " " + row.fields());
            }
        }
        return rows;
    }

    private static List<Map<String, String>> records(Path file) throws IOException {
        CsvFormat format = CsvFormat.detect(file);
        List<Map<String, String>> records = new ArrayList<>();
        try (CsvRows csv = CsvRows.open(file, format)) {
            for (CsvRows.Row row = csv.next(); row != null; row = csv.next()) {
                Map<String, String> fields = new LinkedHashMap<>();
                for (int i = 0; i < format.headers().size(); i++) {
                    fields.put(format.headers().get(i), row.fields().get(i));
                }
                records.add(fields);
            }
        }
        return records;
    }

    private static List<Map<String, String>> json(Path file) throws IOException {
        List<Map<String, String>> records = new ArrayList<>();
        for (JsonNode object : Json.tree(Files.readAllBytes(file))) {
            Map<String, String> fields = new LinkedHashMap<>();
            object.properties().forEach(e -> fields.put(e.getKey(), e.getValue().asString()));
            records.add(fields);
        }
        return records;
    }
}

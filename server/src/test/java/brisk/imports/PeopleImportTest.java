package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The large file, and what the second time does. */
class PeopleImportTest {
    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.seller());

    @Test
    void a_hundred_thousand_people_are_imported_and_the_second_time_changes_nothing() throws IOException {
        Path people = Sender.shared("people/people-100000.csv");
        JsonNode first = sender.send("contacts", people);
        assertThat(Sender.counts(first))
                .isEqualTo("created 100000, updated 0, unchanged 0, repeated 0, rejected 0, reported 10394");
        JsonNode second = sender.send("contacts", people);
        assertThat(Sender.counts(second))
                .isEqualTo("created 0, updated 0, unchanged 100000, repeated 0, rejected 0, reported 10394");
    }
}

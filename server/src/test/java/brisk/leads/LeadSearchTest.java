package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.imports.Sender;
import brisk.platform.security.Role;
import brisk.testing.Fixtures.Workspace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who sees only some leads searches those, as everybody else searches all. */
class LeadSearchTest {
    /** Of so many of one's newest leads every one is looked at; the index knows the others. */
    private static final int LOOKED_AT = 500;

    private final Workspace workspace = LeadFiles.dealership();

    private List<String> found(Role role, String text) {
        String path = "/api/search?type=lead&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        return workspace.person(role).http().get(path).expect(200).each("name");
    }

    private void lead(Role role, String name) {
        Desk.lead(workspace.person(role).http(), Map.of("customerName", name));
    }

    @Test
    void whatBeginsWithTheTextComesFirstThenAWordThenTheRest() {
        lead(Role.PS, "Rohana Weiss");
        lead(Role.PS, "Karl Anand");
        lead(Role.PS, "Anandi Rao");
        lead(Role.PS, "Bela Suanandam");
        lead(Role.CRE, "Anand Kulkarni");
        assertThat(found(Role.PS, "anand")).containsExactly("Anandi Rao", "Karl Anand", "Bela Suanandam");
        assertThat(found(Role.PS, "an")).containsExactly("Anandi Rao", "Karl Anand");
        assertThat(found(Role.CRE, "anand")).containsExactly("Anand Kulkarni");
        assertThat(found(Role.SELLER, "anand")).isEmpty();
    }

    @Test
    void theOldestOfManyIsFoundAsWellAsTheNewest() {
        String email = workspace.person(Role.PS).email();
        String rows = IntStream.rangeClosed(0, LOOKED_AT + 5)
                .mapToObj(row ->
                        (row == 0 ? "Zubin Quillonwala" : "Customer " + row) + ",98220 " + (10_000 + row) + "," + email)
                .collect(Collectors.joining("\n", "Name,Phone,Assigned to\n", "\n"));
        assertThat(Sender.counts(new Sender(workspace.manager()).send("leads", rows)))
                .startsWith("created " + (LOOKED_AT + 6));
        lead(Role.CRE, "Meher Quillon");
        assertThat(found(Role.PS, "quillon")).containsExactly("Zubin Quillonwala");
        assertThat(found(Role.PS, "98220 10000")).contains("Zubin Quillonwala");
        assertThat(found(Role.PS, "customer")).hasSize(20);
        assertThat(found(Role.PS, "customer " + LOOKED_AT)).startsWith("Customer " + LOOKED_AT);
        assertThat(found(Role.CRE, "quillon")).containsExactly("Meher Quillon");
    }
}

package brisk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.contract.Contract.Operation;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ContractPageTest {
    private final Http anybody = Http.anonymous(TestServer.shared());

    @Test
    void thePageHasAPlaceForEveryOperation() {
        String page = anybody.get("/api/docs").expect(200).text();
        for (Operation operation : Contract.read().operations()) {
            assertThat(page).contains("<section class=\"operation\" id=\"" + operation.id() + "\"");
            assertThat(page).contains("href=\"#" + operation.id() + "\"");
        }
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndNoScript() {
        Reply page = anybody.get("/api/docs");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text()).doesNotContain("<script").doesNotContain("src=").doesNotContain("//cdn");
    }

    @Test
    void textOfTheContractCannotBecomeMarkup() {
        assertThat(Html.blocks("a <b> & \"c\"\n\n- one `<i>`\n- *two*\n\n```\n**x** <y>\n```\n"))
                .isEqualTo("""
                        <p>a &lt;b&gt; &amp; &quot;c&quot;</p>
                        <ul><li>one <code>&lt;i&gt;</code></li><li><em>two</em></li></ul>
                        <pre>**x** &lt;y&gt;</pre>
                        """);
    }

    @Test
    void bothAreSentCompressedAndOnlyOnce() throws IOException {
        for (String path : new String[] {"/api/docs", "/api/openapi.yaml"}) {
            Reply plain = anybody.get(path).expect(200);
            Reply gzip = anybody.with("Accept-Encoding", "gzip").get(path).expect(200);
            assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.bytes())).readAllBytes())
                    .isEqualTo(plain.bytes());
            Reply again = anybody.with("If-None-Match", plain.header("ETag"))
                    .get(path)
                    .expect(304);
            assertThat(again.bytes()).isEmpty();
        }
        assertThat(anybody.get("/api/openapi.yaml").bytes()).isEqualTo(Contract.text());
    }
}

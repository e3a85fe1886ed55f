package brisk.contract;

import static brisk.platform.http.Route.get;

import brisk.platform.http.Answer;
import brisk.platform.http.Asset;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract over HTTP. It is read and rendered when somebody first asks for it, and kept. */
public final class ContractRoutes {
    private @Nullable Asset document;
    private @Nullable Asset page;

    public List<Route> table() {
        return List.of(get("/api/openapi.yaml", null, this::document), get("/api/docs", null, this::page));
    }

    private Answer document(Request request) {
        request.query();
        return document().answer(request);
    }

    private synchronized Asset document() {
        if (document == null) {
            document = Asset.of("application/yaml", Contract.text());
        }
        return document;
    }

    private Answer page(Request request) {
        request.query();
        return page().answer(request);
    }

    private synchronized Asset page() {
        if (page == null) {
            String html = new ContractPage(Contract.read()).html();
            page = Asset.of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        }
        return page;
    }
}

package brisk.deals;

import brisk.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What tests of sales do again and again, through HTTP. */
public final class Sales {
    private final Http http;
    private final Map<String, String> stages = new HashMap<>();

    /** @param http somebody who may write deals */
    public Sales(Http http) {
        this.http = http;
        http.get("/api/pipelines")
                .expect(200)
                .json()
                .at("/data/0/stages")
                .forEach(stage -> stages.put(
                        stage.path("name").asString(), stage.path("id").asString()));
    }

    /** The id of a stage of the default pipeline. */
    public String stage(String name) {
        String id = stages.get(name);
        if (id == null) {
            throw new IllegalArgumentException(name);
        }
        return id;
    }

    /** @return the new deal */
    public JsonNode create(Map<String, ?> deal) {
        return http.post("/api/deals", deal).expect(201).json();
    }

    /** @return the id of a new deal in a stage of the default pipeline */
    public String deal(String name, String stage, String value) {
        return create(Map.of("name", name, "stageId", stage(stage), "value", value))
                .path("id")
                .asString();
    }

    public JsonNode move(String deal, String stage) {
        return http.post("/api/deals/" + deal + "/move", Map.of("stageId", stage(stage)))
                .expect(200)
                .json();
    }

    public List<String> names(String path) {
        List<String> names = new ArrayList<>();
        http.get(path)
                .expect(200)
                .json()
                .path("data")
                .forEach(deal -> names.add(deal.path("name").asString()));
        return names;
    }

    public long total(String path) {
        return http.get(path).expect(200).json().at("/pagination/total").asLong();
    }
}

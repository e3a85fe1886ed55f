package brisk.platform.http;

import brisk.platform.cache.CachedBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler answers; {@link Router} alone turns it into bytes on a connection. */
public sealed interface Answer {
    String JSON = "application/json";

    int status();

    Map<String, String> headers();

    /** A whole body. */
    record Body(int status, String contentType, byte[] bytes, Map<String, String> headers) implements Answer {}

    /** A body from the read cache; {@code performance} appends what this very request took. */
    record Cached(
            CachedBody body,
            String key,
            Outcome outcome,
            @Nullable Splice splice) implements Answer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }
    }

    /** A body written while it is produced: downloads, server-sent events. */
    record Stream(String contentType, Map<String, String> headers, BodyWriter writer) implements Answer {
        @Override
        public int status() {
            return 200;
        }
    }

    /** No body. */
    record Empty(int status, Map<String, String> headers) implements Answer {}

    /** How the cache took part. */
    enum Outcome {
        HIT,
        MISS,
        BYPASS
    }

    @FunctionalInterface
    interface BodyWriter {
        void write(OutputStream out) throws IOException;
    }

    /** JSON members, such as {@code "performance":{…}}, to append to a cached object for one answer. */
    @FunctionalInterface
    interface Splice {
        String members(Request request, Outcome outcome);
    }

    static Answer json(int status, byte[] bytes) {
        return new Body(status, JSON, bytes, Map.of());
    }

    static Answer ok(Object value) {
        return json(200, Json.bytes(value));
    }

    /** 201 with the address of what was made. */
    static Answer created(String location, byte[] bytes) {
        return new Body(201, JSON, bytes, Map.of("Location", location));
    }

    static Answer noContent() {
        return new Empty(204, Map.of());
    }
}

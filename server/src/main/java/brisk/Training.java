package brisk;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short run that shows the JVM which classes and methods a start and the first requests need, for its AOT cache. */
final class Training {

    private static final List<String> PATHS = List.of("/", "/api/health?detailed=true", "/api/contacts", "/api/docs");

    /** Enough for the JVM to have profiles of the way through the router. */
    private static final int ROUNDS = 50;

    private Training() {}

    static void run(App app) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String path : PATHS) {
                get(app.port(), path);
            }
        }
    }

    private static void get(int port, String path) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            answer.readAllBytes();
        }
    }
}

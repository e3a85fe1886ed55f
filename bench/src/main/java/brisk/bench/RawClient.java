package brisk.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection that costs as little as it can, so that what is measured is the server; for one thread. */
public final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 120_000;

    private final String host;
    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    /** What is sent. */
    public record Request(String method, String path, String token, byte[] body) {
        private static final byte[] NOTHING = new byte[0];

        public static Request get(String token, String path) {
            return new Request("GET", path, token, NOTHING);
        }

        public static Request post(String token, String path, String json) {
            return new Request("POST", path, token, json.getBytes(StandardCharsets.UTF_8));
        }

        private byte[] bytes(String host) {
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                    + "\r\n"
                    + (body.length == 0
                            ? ""
                            : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                    + "\r\n";
            byte[] start = head.getBytes(StandardCharsets.UTF_8);
            byte[] all = new byte[start.length + body.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(body, 0, all, start.length, body.length);
            return all;
        }
    }

    /**
     * What came.
     *
     * @param statements how many SQL statements it took, as Server-Timing says; 0 where it says nothing
     * @param hit whether it came from the cache
     */
    public record Answer(int status, int statements, boolean hit, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param address such as http://127.0.0.1:8080 */
    public RawClient(String address) throws IOException {
        host = URI.create(address).getHost();
        port = URI.create(address).getPort();
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getByName(host), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Once more on a new connection where the server has closed this one. */
    public Answer send(Request request) throws IOException {
        try {
            return exchange(request);
        } catch (EOFException | java.net.SocketException e) {
            close();
            connect();
            return exchange(request);
        }
    }

    private Answer exchange(Request request) throws IOException {
        out.write(request.bytes(host));
        out.flush();
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        int statements = 0;
        boolean hit = false;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = true;
                case "x-cache" -> hit = value.equals("HIT");
                case "server-timing" -> statements = statements(value);
                default -> {}
            }
        }
        return new Answer(status, statements, hit, chunked ? chunks() : exactly(length));
    }

    /** Of {@code db;dur=1.2;desc="3 statements", …}. */
    private static int statements(String timing) {
        int from = timing.indexOf("desc=\"") + "desc=\"".length();
        int to = from;
        while (to < timing.length() && Character.isDigit(timing.charAt(to))) {
            to++;
        }
        return to == from ? 0 : Integer.parseInt(timing.substring(from, to));
    }

    private byte[] chunks() throws IOException {
        var body = new java.io.ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line().strip(), 16);
            body.writeBytes(exactly(length));
            line();
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

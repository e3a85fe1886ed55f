package brisk.bench.usual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends mail over SMTP, one connection for each; and the mail server that takes it. */
final class Mail {
    /** What a mail server on the network takes from the first byte to its "250". */
    private static final int SINK_MILLIS = 50;

    private final int port;

    private Mail(int port) {
        this.port = port;
    }

    /** Starts a mail server that takes everything and keeps nothing. */
    static Mail withSink() throws IOException {
        var server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> take(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
        return new Mail(server.getLocalPort());
    }

    private static void take(Socket client) {
        try (client;
                var in = reader(client)) {
            OutputStream out = client.getOutputStream();
            say(out, "220 sink");
            boolean inBody = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (inBody && !line.equals(".")) {
                    continue;
                }
                if (line.equals(".")) {
                    Thread.sleep(SINK_MILLIS);
                }
                inBody = line.equals("DATA");
                say(out, inBody ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException e) {
            // The client went away; nothing of it is kept.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return port;
    }

    void send(String to, String subject, String text) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), port);
                var in = reader(server)) {
            OutputStream out = server.getOutputStream();
            in.readLine();
            String message = "To: " + to + "\r\nSubject: " + subject + "\r\n\r\n" + text + "\r\n.";
            for (String line : List.of(
                    "HELO usual", "MAIL FROM:<crm@brisk.example>", "RCPT TO:<" + to + ">", "DATA", message, "QUIT")) {
                say(out, line);
                in.readLine();
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

package brisk.imports;

import brisk.platform.config.ConfigException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code brisk import FILE}: sends files to a running server and shows how far it is. */
public final class ImportCommand {
    public static final String USAGE = """
            Usage: brisk import FILE... [flags]   (CSV or .xlsx)

              --server URL       where Brisk runs (http://127.0.0.1:8080)
              --target KIND      contacts, companies, deals, products or leads (contacts)
              --map COLUMN=FIELD what a column means, where the suggestion is wrong; "custom" keeps it, "ignore" leaves it out
              --token TOKEN      an API token with the scope "write", or BRISK_TOKEN in the environment
              --email EMAIL      who signs in instead; the password is BRISK_PASSWORD in the environment, or asked for
            """;

    private static final List<String> FLAGS = List.of("--server", "--target", "--map", "--token", "--email");

    private final PrintStream out;
    private final boolean isTerminal;
    private final String server;
    private final String target;
    private final String token;
    private final String email;
    private final Map<String, String> mapping = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();
    private final Map<String, String> environment;

    private ImportCommand(List<String> arguments, Map<String, String> environment, PrintStream out) {
        this.out = out;
        this.environment = environment;
        this.isTerminal = terminal().isPresent();
        Map<String, String> flags = read(arguments.iterator());
        this.server = flags.getOrDefault("--server", "http://127.0.0.1:8080").replaceAll("/+$", "");
        this.target = flags.getOrDefault("--target", "contacts");
        this.email = flags.getOrDefault("--email", "");
        String named = email.isEmpty() ? environment.getOrDefault("BRISK_TOKEN", "") : "";
        this.token = flags.getOrDefault("--token", named);
    }

    private Map<String, String> read(Iterator<String> arguments) {
        Map<String, String> flags = new LinkedHashMap<>();
        while (arguments.hasNext()) {
            String argument = arguments.next();
            if (!argument.startsWith("--")) {
                files.add(Path.of(argument));
                continue;
            }
            int equals = argument.startsWith("--map") ? -1 : argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            if (!FLAGS.contains(flag)) {
                throw new ConfigException("there is no flag " + flag + "; 'brisk import --help' lists them");
            }
            if (equals < 0 && !arguments.hasNext()) {
                throw new ConfigException(flag + " needs a value");
            }
            String value = equals < 0 ? arguments.next() : argument.substring(equals + 1);
            int meaning = value.lastIndexOf('=');
            if (!flag.equals("--map")) {
                flags.put(flag, value);
            } else if (meaning > 0) {
                mapping.put(value.substring(0, meaning), value.substring(meaning + 1));
            } else {
                throw new ConfigException("--map needs COLUMN=FIELD, such as --map \"Town=custom\"");
            }
        }
        if (files.isEmpty()) {
            throw new ConfigException("which file? 'brisk import --help' explains");
        }
        return flags;
    }

    /**
     * @throws ConfigException for a command line that makes no sense
     * @throws IOException with one line that says what went wrong
     */
    public static void run(List<String> arguments, Map<String, String> environment, PrintStream out)
            throws IOException, InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return;
        }
        new ImportCommand(arguments, environment, out).run();
    }

    private void run() throws IOException, InterruptedException {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IOException("there is no file " + file + " that could be read");
            }
        }
        var client = new ImportClient(server);
        if (!token.isEmpty()) {
            client.use(token);
        } else if (!email.isEmpty()) {
            client.signIn(email, password());
        } else {
            throw new ConfigException("who are you? Give --token, or --email with BRISK_PASSWORD set");
        }
        boolean allWell = true;
        try {
            for (Path file : files) {
                allWell &= send(client, file);
            }
        } finally {
            client.signOut();
        }
        if (!allWell) {
            throw new IOException("not every file was imported");
        }
    }

    private String password() {
        String password = environment.get("BRISK_PASSWORD");
        if (password != null) {
            return password;
        }
        return terminal()
                .map(console -> new String(console.readPassword("Password of %s: ", email)))
                .orElseThrow(() -> new ConfigException("there is no password: set BRISK_PASSWORD"));
    }

    /** Without a terminal some Java versions give no console, others one that cannot ask. */
    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    private boolean send(ImportClient client, Path file) throws IOException, InterruptedException {
        long started = System.nanoTime();
        String name = String.valueOf(file.getFileName());
        progress(name + ": sending " + grouped(Files.size(file)) + " bytes");
        JsonNode job = client.upload(file, target, mapping);
        JsonNode end = client.watch(job.get("id").asString(), event -> progress(name + ": " + line(event)));
        progress("");
        String state = end.get("state").asString();
        if (!state.equals("done")) {
            out.println(name + ": " + state + ". " + end.get("error").asString(""));
            return false;
        }
        out.printf(
                Locale.ROOT,
                "%s: %s in %.1f s%n  created %s, updated %s, unchanged %s, repeated %s, rejected %s, worth a look %s%n",
                name,
                rows(count(end, "rowsRead")),
                (System.nanoTime() - started) / 1e9,
                count(end, "rowsCreated"),
                count(end, "rowsUpdated"),
                count(end, "rowsUnchanged"),
                count(end, "rowsRepeated"),
                count(end, "rowsRejected"),
                count(end, "rowsReported"));
        mapping(end.get("mapping"));
        if (end.get("rowsRepeated").asLong()
                        + end.get("rowsRejected").asLong()
                        + end.get("rowsReported").asLong()
                > 0) {
            out.println(
                    "  findings: " + server + "/api/imports/" + end.get("id").asString() + "/findings.csv");
        }
        return true;
    }

    private static String line(JsonNode event) {
        var line = new StringBuilder(event.get("state").asString().equals("queued") ? "waiting" : "importing");
        line.append(' ').append(event.get("percent").asLong()).append(" %, ");
        line.append(count(event, "rowsSaved")).append(" of ").append(rows(count(event, "rowsRead")));
        if (event.has("rowsPerSecond")) {
            line.append(", ").append(count(event, "rowsPerSecond")).append(" a second, ");
            line.append(count(event, "secondsLeft")).append(" s left");
        }
        return line.toString();
    }

    private void mapping(JsonNode mapping) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        mapping.properties()
                .forEach(e -> columns.computeIfAbsent(e.getValue().asString(), field -> new ArrayList<>())
                        .add(e.getKey()));
        List<String> custom = columns.getOrDefault(ImportField.CUSTOM, List.of());
        List<String> ignored = columns.getOrDefault(ImportField.IGNORE, List.of());
        List<String> meanings = new ArrayList<>();
        columns.forEach((field, names) -> {
            if (!field.equals(ImportField.CUSTOM) && !field.equals(ImportField.IGNORE)) {
                meanings.add(field + " from " + String.join(", ", names));
            }
        });
        out.println("  understood: " + String.join("; ", meanings));
        if (!custom.isEmpty()) {
            out.println("  kept as custom fields: " + String.join(", ", custom));
        }
        if (!ignored.isEmpty()) {
            out.println("  left out: " + String.join(", ", ignored));
        }
    }

    private static String count(JsonNode job, String name) {
        return grouped(job.get(name).asLong());
    }

    private static String rows(String count) {
        return count + (count.equals("1") ? " row" : " rows");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** One line that is written over again; where output goes to a file, nothing. */
    private void progress(String line) {
        if (isTerminal) {
            out.print("\r\u001B[K" + line);
            out.flush();
        }
    }
}

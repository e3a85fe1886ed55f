package brisk.platform.config;

/** The table of settings as {@code --help} prints it. */
final class ConfigHelp {

    private ConfigHelp() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                Settings, each overriding the one before: HOME/brisk.properties (or --config FILE) with lines like
                http.port = 8080, variables like BRISK_HTTP_PORT, flags like --http.port 8080.
                Short flags: --data DIR, --port N, --no-demo, --demo-size N.

                """);
        for (Setting setting : Setting.ALL) {
            text.append("  %-30s %-12s %s%s%n"
                    .formatted(setting.key(), setting.defaultValue(), setting.description(), limits(setting)));
        }
        return text.toString();
    }

    private static String limits(Setting setting) {
        return switch (setting.kind()) {
            case NUMBER -> " (" + setting.min() + " to " + setting.max() + ")";
            case BYTES -> " (" + ByteSize.format(setting.min()) + " to " + ByteSize.format(setting.max()) + ")";
            case TEXT, SECRET, BOOLEAN -> "";
        };
    }
}

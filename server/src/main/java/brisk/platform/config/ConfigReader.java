package brisk.platform.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the settings from file, environment and flags, in the order of their rank. */
final class ConfigReader {

    /** Flags that are shorter than their key; every key is a flag as well, as in {@code --cache.maxBytes 64MiB}. */
    private static final Map<String, String> SHORT_FLAGS =
            Map.of("--data", "home", "--port", "http.port", "--demo-size", "demo.size");

    /** Variables that are no settings of the server: the start script, the import and the tests read them. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of("BRISK_JAVA_OPTS", "BRISK_SERVER", "BRISK_TOKEN", "BRISK_PASSWORD", "BRISK_CHROMIUM");

    /** @param place where it was written, as an error message names it */
    private record Written(String key, String text, String place) {}

    private record Flags(@Nullable String configFile, List<Written> settings) {}

    private ConfigReader() {}

    static Config read(List<String> arguments, Map<String, String> environment) {
        Flags flags = readFlags(arguments);
        List<Written> all = new ArrayList<>(readEnvironment(environment));
        all.addAll(flags.settings);
        all.addAll(0, readFile(flags.configFile, all, environment));
        return collect(all).toConfig(environment);
    }

    private static Values collect(List<Written> settings) {
        Values values = new Values();
        settings.forEach(setting -> values.put(setting.key, setting.text, setting.place));
        return values;
    }

    private static Flags readFlags(List<String> arguments) {
        @Nullable String configFile = null;
        List<Written> settings = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String[] parts = rest.next().split("=", 2);
            String flag = parts[0];
            if (flag.equals("--no-demo")) {
                if (parts.length == 2) {
                    throw new ConfigException("--no-demo takes no value; say --demo.enabled " + parts[1]);
                }
                settings.add(new Written("demo.enabled", "false", flag));
                continue;
            }
            String key = SHORT_FLAGS.getOrDefault(flag, flag.startsWith("--") ? flag.substring(2) : "");
            if (!flag.equals("--config") && Setting.find(key).isEmpty()) {
                throw new ConfigException("there is no flag '" + flag + "'" + Suggestion.among(flag, knownFlags()));
            }
            if (parts.length == 1 && !rest.hasNext()) {
                throw new ConfigException(flag + " needs a value");
            }
            String text = parts.length == 2 ? parts[1] : rest.next();
            if (flag.equals("--config")) {
                configFile = text;
            } else {
                settings.add(new Written(key, text, flag));
            }
        }
        return new Flags(configFile, settings);
    }

    private static Stream<String> knownFlags() {
        return Stream.of(
                        Setting.ALL.stream().map(setting -> "--" + setting.key()),
                        SHORT_FLAGS.keySet().stream(),
                        Stream.of("--config", "--no-demo"))
                .flatMap(flags -> flags);
    }

    private static List<Written> readEnvironment(Map<String, String> environment) {
        List<Written> settings = new ArrayList<>();
        environment.forEach((name, text) -> {
            if (!name.startsWith("BRISK_") || OTHER_VARIABLES.contains(name)) {
                return;
            }
            String key = Setting.ALL.stream()
                    .filter(setting -> setting.environmentName().equals(name))
                    .map(Setting::key)
                    .findFirst()
                    .orElseThrow(() -> new ConfigException("there is no variable '" + name + "'"
                            + Suggestion.among(name, Setting.ALL.stream().map(Setting::environmentName))));
            settings.add(new Written(key, text, name));
        });
        return settings;
    }

    /** The file lies in the home unless a flag names another, so the other sources say first where the home is. */
    private static List<Written> readFile(
            @Nullable String configFile, List<Written> others, Map<String, String> environment) {
        Path file = configFile != null
                ? Path.of(configFile)
                : collect(others).home(environment).resolve("brisk.properties");
        if (!Files.isRegularFile(file)) {
            if (configFile != null) {
                throw new ConfigException("--config: there is no file " + file);
            }
            return List.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(file + " cannot be read as a UTF-8 properties file: " + e.getMessage());
        }
        if (configFile == null && properties.containsKey("home")) {
            throw new ConfigException(file + ": home is where this file lies; set it by BRISK_HOME or --data");
        }
        return properties.stringPropertyNames().stream()
                .sorted()
                .map(key -> new Written(key, properties.getProperty(key), file + ": " + key))
                .toList();
    }
}

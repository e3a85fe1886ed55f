package brisk.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

    @TempDir
    private Path home;

    @Test
    void withoutAnySettingTheDefaultsHold() {
        Config config = Config.load(List.of(), Map.of("HOME", "/home/ada"));
        assertThat(config.home()).isEqualTo(Path.of("/home/ada/.brisk"));
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().maxBodyBytes()).isEqualTo(1024 * 1024);
        assertThat(config.database().url()).isNull();
        assertThat(config.database().poolSize()).isBetween(2, 20);
        assertThat(config.cache().maxBytes()).isEqualTo(48L * 1024 * 1024);
        assertThat(config.demo()).isEqualTo(new Config.Demo(true, 10_000));
        assertThat(config.mail().isSent()).isFalse();
    }

    @Test
    void flagsOverrideTheEnvironmentWhichOverridesTheFile() throws IOException {
        writeFile("http.port = 1\ncache.maxBytes = 10 MiB\nsession.idleHours = 3\n");
        Config config =
                load(Map.of("BRISK_HTTP_PORT", "2", "BRISK_CACHE_MAX_BYTES", "20MiB"), "--port", "3", "--demo-size=50");
        assertThat(config.http().port()).isEqualTo(3);
        assertThat(config.cache().maxBytes()).isEqualTo(20L * 1024 * 1024);
        assertThat(config.session().idleHours()).isEqualTo(3);
        assertThat(config.demo().size()).isEqualTo(50);
    }

    @Test
    void everySettingIsAFlagAndAVariableOfItsOwnName() {
        assertThat(Setting.ALL).extracting(Setting::environmentName).doesNotHaveDuplicates();
        assertThat(load(Map.of("BRISK_RATE_LIMIT_BULK_PER_MINUTE", "7"), "--log.slowQueryMillis", "5")
                        .rateLimit()
                        .bulkPerMinute())
                .isEqualTo(7);
        assertThat(load(Map.of(), "--no-demo").demo().enabled()).isFalse();
        assertThat(Setting.ALL).allSatisfy(setting -> assertThat(Config.help()).contains(setting.key()));
    }

    @Test
    void theHomeMayComeFromAFlagOrTheEnvironmentButNotFromTheFileInIt() throws IOException {
        assertThat(Config.load(List.of("--data", "rows"), Map.of()).home())
                .isEqualTo(Path.of("rows").toAbsolutePath());
        assertThat(Config.load(List.of(), Map.of("BRISK_HOME", "~/crm", "HOME", "/srv"))
                        .home())
                .isEqualTo(Path.of("/srv/crm"));
        writeFile("home = /elsewhere\n");
        refuses("set it by BRISK_HOME or --data", Map.of());
    }

    @Test
    void anotherFileMayBeNamedAndMustExist() throws IOException {
        Path file = Files.writeString(home.resolve("other.properties"), "http.port = 99\n");
        assertThat(load(Map.of(), "--config", file.toString()).http().port()).isEqualTo(99);
        refuses("--config: there is no file", Map.of(), "--config", home + "/missing");
    }

    @Test
    void anUnknownNameSaysWhereItStandsAndWhatMayBeMeant() throws IOException {
        refuses("there is no flag '--prot', did you mean '--port'?", Map.of(), "--prot", "1");
        refuses("there is no flag 'extra'", Map.of(), "extra");
        refuses(
                "there is no variable 'BRISK_HTTP_PROT', did you mean 'BRISK_HTTP_PORT'?",
                Map.of("BRISK_HTTP_PROT", "1"));
        writeFile("http.prt = 1\n");
        refuses("brisk.properties: http.prt is not a setting, did you mean 'http.port'?", Map.of());
    }

    @Test
    void aFlagWithoutItsValueIsRefused() {
        refuses("--port needs a value", Map.of(), "--port");
    }

    @Test
    void theVariablesOfTheStartScriptAndTheImportAreNotSettings() {
        for (String name : List.of("JAVA_OPTS", "SERVER", "TOKEN", "PASSWORD", "CHROMIUM")) {
            assertThat(load(Map.of("BRISK_" + name, "x")).http().port()).isEqualTo(8080);
        }
    }

    @Test
    void noDemoIsNotReadAsItsContrary() {
        refuses("--no-demo takes no value; say --demo.enabled false", Map.of(), "--no-demo=false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.port|65536|must be a whole number from 0 to 65535",
                "http.port|eighty|must be a whole number from 0 to 65535",
                "http.maxBodyBytes|1 TB|must be a size from 1 KiB to 64 MiB",
                "http.maxBodyBytes|999999999999 GiB|must be a size",
                "http.host|''|must not be empty",
                "http.corsOrigins|*|must be origins",
                "http.corsOrigins|https://a.example/path|must be origins",
                "http.trustedProxies|proxy.example|must be addresses or networks",
                "database.poolSize|21|must be a whole number from 2 to 20",
                "demo.enabled|maybe|must be true or false",
                "demo.size|5000001|must be a whole number from 1 to 5000000",
                "mail.tls|ssl|must be one of none, starttls, tls",
                "mail.host|smtp.example|must be an e-mail address when mail.host is set",
            })
    void aWrongValueNamesItsPlaceAndWhatIsAllowed(String key, String text, String rule) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.of(Map.of(key, text)))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(rule)
                        .doesNotContain("\n")
                        .containsAnyOf(key, "mail.from"));
        refuses("--demo.size '0' must be", Map.of(), "--demo.size", "0");
        refuses("BRISK_DEMO_SIZE '0' must be", Map.of("BRISK_DEMO_SIZE", "0"));
    }

    @Test
    void sizesAreWrittenWithOrWithoutAUnit() {
        assertThat(ByteSize.parse("1048576")).isEqualTo(1048576);
        assertThat(ByteSize.parse("512 KiB")).isEqualTo(524288);
        assertThat(ByteSize.parse("2gib")).isEqualTo(2147483648L);
        assertThat(ByteSize.format(2147483648L)).isEqualTo("2 GiB");
        assertThat(ByteSize.format(1500)).isEqualTo("1500");
    }

    @Test
    void theAddressOfADatabaseIsTakenApartSoThatItsPasswordIsNotShown() {
        Config.Database database = Config.of(
                        Map.of("database.url", "postgres://ada:p%40ss+word@db.example:5433/crm?sslmode=require"))
                .database();
        assertThat(database.url()).isEqualTo("jdbc:postgresql://db.example:5433/crm?sslmode=require");
        assertThat(database.user()).isEqualTo("ada");
        assertThat(database.password().reveal()).isEqualTo("p@ss+word");

        Config.Database jdbc = Config.of(Map.of(
                        "database.url", "jdbc:postgresql://db/crm?user=bob&password=old&ssl=true",
                        "database.password", "new"))
                .database();
        assertThat(jdbc.url()).isEqualTo("jdbc:postgresql://db/crm?ssl=true");
        assertThat(jdbc.user()).isEqualTo("bob");
        assertThat(jdbc.password().reveal()).isEqualTo("new");
    }

    @Test
    void secretsAppearNeitherInTheConfigurationNorInErrors() {
        Config config = Config.of(Map.of(
                "database.url", "postgres://ada:hunter2@db/crm",
                "mail.password", "hunter3",
                "mail.from", "crm@example.org"));
        assertThat(config.toString()).doesNotContain("hunter").contains("***");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.of(Map.of("database.url", "mysql://ada:hunter2@db/crm")))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("database.url must look like")
                        .doesNotContain("hunter"));
    }

    private Config load(Map<String, String> environment, String... flags) {
        return Config.load(List.of(flags), withHome(environment));
    }

    private void refuses(String line, Map<String, String> environment, String... flags) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Config.load(List.of(flags), withHome(environment)))
                .satisfies(e -> assertThat(e.getMessage()).contains(line).doesNotContain("\n"));
    }

    private Map<String, String> withHome(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("BRISK_HOME", home.toString());
        return all;
    }

    private void writeFile(String text) throws IOException {
        Files.writeString(home.resolve("brisk.properties"), text);
    }
}

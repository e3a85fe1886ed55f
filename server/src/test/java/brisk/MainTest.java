package brisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import brisk.platform.db.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brisk as a process of its own, as an operator starts and stops it. */
class MainTest {

    @TempDir
    private Path home;

    @Test
    void aHomeThatAnotherBriskHoldsIsRefusedInOneLineWithItsProcess() throws Exception {
        try (DataDirectory held = DataDirectory.hold(home)) {
            Process second = start("--data", held.home().toString());
            assertThat(output(second))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("brisk: another Brisk (process "
                                    + ProcessHandle.current().pid() + ") runs on " + home));
            assertThat(second.waitFor()).isEqualTo(2);
        }
        DataDirectory.hold(home).close();
    }

    @Test
    void aWrongFlagIsOneLineAndExitCodeTwo() throws Exception {
        Process process = start("run", "--prot", "1");
        assertThat(output(process)).containsExactly("brisk: there is no flag '--prot', did you mean '--port'?");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsOneLineThatSaysWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("run", "--data", home.toString(), "--no-demo", "--port", "" + taken.getLocalPort());
            assertThat(output(process))
                    .singleElement(STRING)
                    .startsWith("brisk: the address is taken")
                    .contains("--port");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void aStoppedProcessStopsItsDatabaseAndAKilledOneStartsAgain() throws Exception {
        Path pidFile = home.resolve("data/postmaster.pid");
        Process stopped = startReady();
        assertThat(pidFile).exists();
        stopped.destroy();
        assertThat(stopped.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pidFile).doesNotExist();

        Process killed = startReady();
        killed.destroyForcibly().waitFor();
        assertThat(pidFile).exists();

        Process again = startReady();
        again.destroy();
        assertThat(again.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void theTrainingRunForTheAotCacheGoesThroughItsRequests() throws Exception {
        Process training = start(
                "train", "--data", home.toString(), "--port", "0", "--no-demo", "--rateLimit.allowList", "127.0.0.1");
        assertThat(output(training)).noneMatch(line -> line.startsWith("brisk:"));
        assertThat(training.waitFor()).isZero();
    }

    private Process startReady() throws IOException {
        Process process = start("--data", home.toString(), "--port", "0", "--no-demo");
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.contains("is ready on http://127.0.0.1:")) {
                return process;
            }
        }
        throw new AssertionError("it never became ready: " + lines);
    }

    private static List<String> output(Process process) throws IOException {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            return reader.readAllLines();
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "brisk.Main"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BRISK_"));
        return builder.start();
    }
}

package brisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import brisk.platform.db.DataDirectory;
import brisk.testing.BriskProcess;
import brisk.testing.BriskProcess.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brisk as a process of its own, as an operator starts and stops it. */
class MainTest {

    @TempDir
    private Path home;

    @Test
    void aHomeThatAnotherBriskHoldsIsRefusedInOneLineWithItsProcess() throws Exception {
        try (DataDirectory held = DataDirectory.hold(home)) {
            Ended second = BriskProcess.run("--data", held.home().toString());
            assertThat(second.output())
                    .singleElement(STRING)
                    .startsWith("brisk: another Brisk (process "
                            + ProcessHandle.current().pid() + ") runs on " + home);
            assertThat(second.exitCode()).isEqualTo(2);
        }
        DataDirectory.hold(home).close();
    }

    @Test
    void aWrongFlagIsOneLineAndExitCodeTwo() throws Exception {
        Ended ended = BriskProcess.run("run", "--prot", "1");
        assertThat(ended.output()).containsExactly("brisk: there is no flag '--prot', did you mean '--port'?");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenIsOneLineThatSaysWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = BriskProcess.run(
                    "run", "--data", home.toString(), "--no-demo", "--port", "" + taken.getLocalPort());
            assertThat(ended.output())
                    .singleElement(STRING)
                    .startsWith("brisk: the address is taken")
                    .contains("--port");
            assertThat(ended.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void anAddressOfNoMachineIsNamedWithItsSetting() throws Exception {
        for (String host : new String[] {"999.1.1.1", "192.0.2.1"}) {
            Ended ended = BriskProcess.run("run", "--data", home.toString(), "--no-demo", "--http.host", host);
            assertThat(ended.output()).containsExactly("brisk: http.host '" + host + "' is no address of this machine");
            assertThat(ended.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void anEmptyBriskAsksForItsFirstAdministrator() throws Exception {
        try (BriskProcess brisk = BriskProcess.start(home)) {
            for (int i = 0; i < 100 && brisk.output().stream().noneMatch(line -> line.contains("/api/setup")); i++) {
                Thread.sleep(100);
            }
            assertThat(brisk.output())
                    .anyMatch(line -> line.contains("first administrator") && line.contains("/api/setup"));
        }
    }

    @Test
    void aStoppedProcessStopsItsDatabaseAndAKilledOneStartsAgain() throws Exception {
        Path pidFile = home.resolve("data/postmaster.pid");
        try (BriskProcess stopped = BriskProcess.start(home)) {
            assertThat(stopped.address()).startsWith("http://127.0.0.1:");
            assertThat(pidFile).exists();
        }
        assertThat(pidFile).doesNotExist();

        try (BriskProcess killed = BriskProcess.start(home)) {
            killed.kill();
            assertThat(pidFile).exists();
        }
        BriskProcess.start(home).close();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void theTrainingRunForTheAotCacheGoesThroughItsRequests() throws Exception {
        Ended training = BriskProcess.run(
                "train", "--data", home.toString(), "--port", "0", "--no-demo", "--rateLimit.allowList", "127.0.0.1");
        assertThat(training.output()).noneMatch(line -> line.startsWith("brisk:"));
        assertThat(training.exitCode()).isZero();
    }
}

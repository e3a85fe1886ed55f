package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Guessing ends after five wrong passwords in a row. */
class LockOutTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Person seller = workspace.person(Role.SELLER);

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour() {
        for (int i = 0; i < 5; i++) {
            signIn(seller.email(), "a wrong guess").expect(401);
        }

        Reply locked = signIn(seller.email(), Fixtures.PASSWORD).expect(429);
        assertThat(Long.parseLong(locked.header("Retry-After"))).isBetween(800L, 901L);
        seller.http().get("/api/session").expect(200);
        server.advance(Duration.ofMinutes(14));
        signIn(seller.email(), Fixtures.PASSWORD).expect(429);
        server.advance(Duration.ofMinutes(2));
        signIn(seller.email(), "a wrong guess").expect(401);
        signIn(seller.email(), Fixtures.PASSWORD).expect(200);
    }

    @Test
    void the_right_password_starts_the_count_anew() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                signIn(seller.email(), "a wrong guess").expect(401);
            }
            signIn(seller.email(), Fixtures.PASSWORD).expect(200);
        }
    }

    @Test
    void guesses_at_the_same_time_are_all_counted() throws Exception {
        List<Integer> statuses =
                atOnce(8, () -> signIn(seller.email(), "a wrong guess").status());
        assertThat(statuses)
                .containsOnly(401, 429)
                .filteredOn(status -> status == 401)
                .hasSize(5);
        signIn(seller.email(), Fixtures.PASSWORD).expect(429);
    }

    @Test
    void guessing_through_the_change_of_a_password_is_counted_too() {
        var change = Map.of("currentPassword", "a wrong guess", "newPassword", "an even longer password");
        for (int i = 0; i < 5; i++) {
            seller.http().post("/api/session/password", change).expect(422);
        }
        seller.http().post("/api/session/password", change).expect(429);
        signIn(seller.email(), Fixtures.PASSWORD).expect(429);
    }

    @Test
    void an_email_that_nobody_has_locks_as_well() {
        for (int i = 0; i < 5; i++) {
            signIn("nobody@example.org", "a wrong guess").expect(401);
        }
        signIn("nobody@example.org", "a wrong guess").expect(429);
        server.advance(Duration.ofMinutes(5));
        Reply later = signIn("nobody@example.org", "a wrong guess").expect(429);
        assertThat(Long.parseLong(later.header("Retry-After")))
                .as("it counts down like that of somebody")
                .isBetween(500L, 601L);
        server.advance(Duration.ofMinutes(11));
        signIn("nobody@example.org", "a wrong guess").expect(401);
    }

    @Test
    void an_administrator_opens_it_again_with_a_new_password() {
        for (int i = 0; i < 5; i++) {
            signIn(seller.email(), "a wrong guess").expect(401);
        }
        workspace
                .admin()
                .patch("/api/users/" + seller.id(), Map.of("password", "given over the phone"))
                .expect(200);
        signIn(seller.email(), "given over the phone").expect(200);
        seller.http().get("/api/session").expect(401);
    }

    private static Reply signIn(String email, String password) {
        return Http.anonymous(server).post("/api/session", Map.of("email", email, "password", password));
    }

    static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> futures = threads.invokeAll(Collections.nCopies(times, work));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}

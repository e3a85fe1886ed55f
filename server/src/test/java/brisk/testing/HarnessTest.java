package brisk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import org.junit.jupiter.api.Test;

class HarnessTest {
    private final Fixtures.Workspace northwind = Fixtures.workspace();

    @Test
    void people_of_a_fixture_are_let_in_by_their_role() {
        northwind.admin().get("/metrics").expect(200);
        northwind.seller().get("/metrics").expect(403);
        northwind.program(Role.ADMIN, "read", "admin").get("/metrics").expect(200);
        northwind.program(Role.ADMIN, "read").get("/metrics").expect(403);
        Http.anonymous(northwind.server()).get("/metrics").expect(401);
    }

    @Test
    void a_second_request_asks_the_database_nothing() {
        northwind.admin().get("/metrics").expect(200);
        assertThat(northwind.admin().get("/metrics").statements()).isZero();
    }

    @Test
    void a_statement_without_its_workspace_fails() {
        assertThatThrownBy(() -> northwind
                        .server()
                        .app()
                        .database()
                        .read(
                                new Trace(),
                                handle -> handle.createQuery("SELECT count(*) FROM users")
                                        .mapTo(Long.class)
                                        .one()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(SecondLock::assertNothingLeaked).isInstanceOf(AssertionError.class);
    }
}

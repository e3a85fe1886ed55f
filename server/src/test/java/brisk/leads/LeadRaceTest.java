package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

class LeadRaceTest {
    private static final int CREATORS = 64;

    private final Fixtures.Workspace workspace = Fixtures.workspace();

    /** Each knows the customer by two of three numbers at least, in another order, so all of them mean the same one. */
    @RepeatedTest(3)
    void sixtyFourWhoEnterTheSameCustomerAtOnceMakeOneLeadAndSixtyThreeTouches() throws Exception {
        List<String> numbers = List.of(Desk.mobile(), Desk.mobile(), Desk.mobile());
        List<Http> people = List.of(
                workspace.admin(),
                workspace.manager(),
                workspace.person(Role.CRE).http(),
                workspace.seller());
        var begin = new CountDownLatch(1);
        List<Callable<Reply>> creators = new ArrayList<>();
        for (int i = 0; i < CREATORS; i++) {
            Http http = people.get(i % people.size());
            Map<String, Object> enquiry = Desk.enquiry(Map.of(
                    "mobile",
                    numbers.get(i % 3),
                    "alternatePhones",
                    i % 2 == 0
                            ? List.of(numbers.get((i + 1) % 3), numbers.get((i + 2) % 3))
                            : List.of(numbers.get((i + 2) % 3), numbers.get((i + 1) % 3))));
            creators.add(() -> {
                begin.await();
                return http.post("/api/leads", enquiry);
            });
        }
        List<Reply> replies = new ArrayList<>();
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> futures =
                    creators.stream().map(together::submit).toList();
            begin.countDown();
            for (Future<Reply> future : futures) {
                replies.add(future.get());
            }
        }
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        List<String> named = replies.stream()
                .filter(reply -> reply.status() == 409)
                .map(reply -> reply.json().at("/lead/uid").asString())
                .distinct()
                .toList();
        assertThat(replies.stream().filter(reply -> reply.status() == 409)).hasSize(CREATORS - 1);
        assertThat(named).hasSize(1);
        assertThat(workspace
                        .admin()
                        .get("/api/leads/" + named.getFirst() + "?include=touches")
                        .json()
                        .path("touches")
                        .asInt())
                .isEqualTo(CREATORS - 1);
    }
}

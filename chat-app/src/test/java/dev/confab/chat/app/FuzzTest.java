package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random requests to every operation never cause a server error, every response has the documented shape, and a refused
 * request changes no row. {@code -Dconfab.seed=…} generates other requests.
 */
@ParameterizedClass
@EnumSource
class FuzzTest {

    private static final long SEED = Long.getLong("confab.seed", 20_261_121);

    @Parameter
    private TestDatabase store;

    @TempDir
    private Path folder;

    @Test
    void randomRequestsCauseNoServerError() {
        send(SEED, 400);
    }

    @Test
    @Tag("soak")
    void randomRequestsCauseNoServerErrorInLongRun() {
        for (int i = 1; i <= 5; i++) {
            send(SEED + i, 10_000);
        }
    }

    private void send(long seed, int requests) {
        var installation = install(seed);
        try (var server = installation.start();
                var rows = RowCounts.of(installation.settings().database())) {
            var world = new FuzzWorld(TestUser.ofStaff(installation, server.url(), "root"));
            var description = new TestUser(server.url(), "", "", "").send("GET", "/openapi.json", null);
            var drawn = new FuzzRequests(new Random(seed), world, TestUser.parse(description.body()));
            var before = rows.count();
            for (int i = 0; i < requests; i++) {
                var request = drawn.next();
                var answer = request.send(server.port());
                var after = rows.count();
                assertThat(fault(request, answer, before.equals(after)))
                        .as("seed %d, request %d: %s%n%s%nrows %s, then %s", seed, i, request, answer, before, after)
                        .isEmpty();
                if (!before.equals(after)) {
                    world.mend();
                    before = rows.count();
                }
            }
        }
    }

    /** Uses H2 in memory, which a second connection can read. */
    private Installation install(long seed) {
        var installation = store.install(folder.resolve("seed-" + seed)).with("CONFAB_LIMITS", "off");
        return store == TestDatabase.H2
                ? installation.with("CONFAB_DATABASE_URL", "jdbc:h2:mem:" + UUID.randomUUID())
                : installation;
    }

    private static String fault(RawRequest request, RawAnswer answer, boolean isUnchanged) {
        if (answer.status() == 0) {
            return "no answer";
        }
        if (answer.status() >= 500) {
            return "a fault";
        }
        if (!answer.has("x-request-id")) {
            return "no request id";
        }
        if (answer.isRefusal() && !answer.hasErrorShape(request.method())) {
            return "not the shape of an error";
        }
        return isUnchanged || !answer.isRefusal() ? "" : "refused, and yet something is stored";
    }
}

package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.RestAdapter.Limits;
import dev.confab.chat.adapter.rest.RestAdapter.Rate;
import dev.confab.chat.domain.Page;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks too often is told so, and nobody else suffers. */
class RateLimiterTest {

    private static final String PASSWORD = "/api/v1/auth/me/password/";
    private static final String LOG_IN = "/api/v1/auth/token/";
    private static final String SIGN_UP = "/api/v1/auth/signup/";
    private static final String ME = "/api/v1/auth/me/";
    private static final String LIVE = "/health/live";

    private TestServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Limit limit, int times, String... proxies) {
        start(Map.of(limit, new Rate(times, Duration.ofMinutes(1))), proxies);
    }

    private void start(Map<Limit, Rate> rates, String... proxies) {
        server = TestServer.with(settings -> settings.withLimits(new Limits(rates, Set.of(proxies))));
    }

    @Test
    void everyAnswerTellsHowMuchIsLeftAndARefusalWhenToComeBack() {
        start(Limit.USER, 3);
        var me = server.somebody();

        assertLimit(me.get(ME).expect(200), "3", "2", "20");
        assertLimit(me.get("/api/v1/chat/rooms/x/").expect(404), "3", "1", "40");
        assertLimit(me.get(ME).expect(200), "3", "0", "60");
        var refused = me.get(ME).expect(429, "throttled", null);
        assertLimit(refused, "3", "0", "60");
        assertThat(refused.header("Retry-After")).contains("20");
    }

    private static void assertLimit(Answer answer, String limit, String remaining, String reset) {
        assertThat(answer.header("X-RateLimit-Limit")).contains(limit);
        assertThat(answer.header("X-RateLimit-Remaining")).contains(remaining);
        assertThat(answer.header("X-RateLimit-Reset")).contains(reset);
    }

    @Test
    void whatIsUsedUpComesBackEvenly() {
        start(Limit.USER, 3);
        var me = server.somebody();
        for (int i = 0; i < 3; i++) {
            me.get(ME).expect(200);
        }
        me.get(ME).expect(429);

        server.clock.forward(Duration.ofSeconds(19));
        assertThat(me.get(ME).expect(429).header("Retry-After")).contains("1");
        server.clock.forward(Duration.ofSeconds(1));
        me.get(ME).expect(200);
        me.get(ME).expect(429);
        server.clock.forward(Duration.ofMinutes(2));
        for (int i = 0; i < 3; i++) {
            me.get(ME).expect(200);
        }
        me.get(ME).expect(429);
    }

    @Test
    void theTimeOfDayDoesNotMatter() {
        var nanos = new AtomicLong(-1);
        var limits = new Limits(Map.of(Limit.USER, new Rate(1, Duration.ofMinutes(1))), Set.of());
        server = TestServer.with(settings -> settings.withNanos(nanos::get).withLimits(limits));
        var me = server.somebody();
        me.get(ME).expect(200);
        me.get(ME).expect(429);

        server.clock.forward(Duration.ofMinutes(5));
        me.get(ME).expect(429);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        me.get(ME).expect(200);
    }

    @Test
    void aUserIsCountedOverAllLogInsAndOnlyForThemselves() {
        start(Limit.USER, 2);
        var ann = server.somebody("ann");
        var annElsewhere = ann.withToken(server.tokens("ann").text("access"));
        ann.get(ME).expect(200);
        annElsewhere.get(ME).expect(200);

        ann.get(ME).expect(429);
        annElsewhere.get(ME).expect(429);
        server.somebody().get(ME).expect(200);
    }

    @Test
    void whoCannotProveWhoTheyAreCountsAsNobody() {
        start(Limit.ANONYMOUS, 3);
        var nobody = server.anybody();
        nobody.get(ME).expect(401);
        nobody.withToken("made-up").get(ME).expect(401);
        nobody.post("/api/v1/auth/token/verify/", json("token", "x")).expect(401);

        nobody.get(ME).expect(429, "throttled", null);
        nobody.withToken("made-up").get(ME).expect(429);
        nobody.post(LOG_IN, json("username", "x", "password", "y")).expect(429);
    }

    @Test
    void anAddressHasAllThatItsPeopleAskFor() {
        start(Limit.ADDRESS, 6);
        var ann = server.somebody();
        var bob = server.somebody();
        ann.get(ME).expect(200);
        bob.get(ME).expect(200);

        ann.get(ME).expect(429);
        bob.get(ME).expect(429);
    }

    @Test
    void theTightestOfSeveralLimitsIsTold() {
        var minute = Duration.ofMinutes(1);
        start(Map.of(Limit.ADDRESS, new Rate(100, minute), Limit.USER, new Rate(10, minute)));
        var me = server.somebody();

        assertLimit(me.get(ME).expect(200), "10", "9", "6");
        assertThat(server.anybody().get(ME).expect(401).header("X-RateLimit-Limit"))
                .contains("100");
    }

    @Test
    void whoBalancesRequestsMayAlwaysAsk() {
        start(Map.of(
                Limit.ADDRESS,
                new Rate(1, Duration.ofMinutes(1)),
                Limit.ANONYMOUS,
                new Rate(1, Duration.ofMinutes(1))));
        for (int i = 0; i < 5; i++) {
            assertThat(server.anybody().get(LIVE).expect(200).header("X-RateLimit-Limit"))
                    .isEmpty();
        }
    }

    @Test
    void whoHasAStolenTokenCannotGuessThePasswordForLong() {
        start(Limit.LOG_IN_NAME, 3);
        var somebody = server.somebody();
        var guess = json("old_password", "wrong password", "new_password", "another horse entirely");
        for (int left = 2; left > 0; left--) {
            somebody.post(PASSWORD, guess).expectInvalid("old_password");
        }
        somebody.post(PASSWORD, guess).expect(429, "throttled", null);
        server.anybody()
                .post(LOG_IN, json("username", somebody.name(), "password", TestServer.PASSWORD))
                .expect(429);
    }

    @Test
    void guessingThePasswordOfOneNameEndsSoonWhetherItExistsOrNot() {
        start(Limit.LOG_IN_NAME, 3);
        server.anybody()
                .post(SIGN_UP, json("username", "straße", "password", TestServer.PASSWORD))
                .expect(201);
        for (var names : new String[][] {{"straße", "STRASSE", "Straße"}, {"nobody", "NOBODY", "nobodY"}}) {
            for (var name : names) {
                guess(name).expect(401);
            }
            guess(names[0]).expect(429, "throttled", null);
        }
        server.anybody()
                .post(LOG_IN, json("username", "straße", "password", TestServer.PASSWORD))
                .expect(429);
        guess("another").expect(401);
    }

    private Answer guess(String name) {
        return server.anybody().post(LOG_IN, json("username", name, "password", "wrong"));
    }

    @Test
    void whoGuessesAPasswordElsewhereKeepsNobodyOut() {
        start(Limit.LOG_IN_NAME, 3, "127.0.0.0/8");
        var name = server.somebody().name();
        for (int guesses = 0; guesses < 3; guesses++) {
            logInFrom("198.51.100.1", name, "wrong").expect(401);
        }

        logInFrom("198.51.100.1", name, "wrong").expect(429);
        logInFrom("198.51.100.2", name, TestServer.PASSWORD).expect(200);
    }

    @Test
    void guessingFromManyAddressesEndsForThoseThatAreNewToTheName() {
        start(Limit.LOG_IN_NAME_ELSEWHERE, 4, "127.0.0.0/8");
        var name = server.somebody().name();
        logInFrom("203.0.113.1", name, TestServer.PASSWORD).expect(200);
        logInFrom("198.51.100.1", name, "wrong").expect(401);
        logInFrom("198.51.100.2", name, "wrong").expect(401);

        logInFrom("198.51.100.3", name, "wrong").expect(429, "throttled", null);
        logInFrom("203.0.113.1", name, TestServer.PASSWORD).expect(200);
        logInFrom("203.0.113.2", name, TestServer.PASSWORD).expect(429);
    }

    private Answer logInFrom(String forwarded, String name, String password) {
        UnaryOperator<HttpRequest.Builder> from = request -> request.setHeader("X-Forwarded-For", forwarded);
        return server.anybody().send("POST", LOG_IN, json("username", name, "password", password), from);
    }

    @Test
    void guessingManyNamesFromOneAddressEndsToo() {
        start(Limit.LOG_IN_ADDRESS, 3);
        for (var name : new String[] {"a", "b", "c"}) {
            guess(name).expect(401);
        }

        guess("d").expect(429);
        server.anybody().post(LOG_IN, "no json").expect(429);
    }

    @Test
    void accountsAreNotMadeByTheDozen() {
        start(Limit.SIGN_UP_ADDRESS, 2);
        signUp("a").expect(201);
        signUp("a").expect(400);

        signUp("b").expect(429, "throttled", null);
        assertThat(server.chat.directory().search("b", new Page.Window(1, 0)).items())
                .isEmpty();
    }

    @Test
    void oneNameIsNotAskedForOverAndOver() {
        start(Limit.SIGN_UP_NAME, 2);
        signUp("ann").expect(201);
        signUp("ANN").expectInvalid("username");

        signUp("ann").expect(429);
        signUp("bob").expect(201);
    }

    private Answer signUp(String name) {
        return server.anybody().post(SIGN_UP, json("username", name, "password", TestServer.PASSWORD));
    }

    @Test
    void whatAStrangerSaysAboutItsAddressCountsForNothing() {
        start(Limit.ANONYMOUS, 2, "192.0.2.0/24");

        from("198.51.100.1").expect(401);
        from("198.51.100.2").expect(401);
        from("198.51.100.3").expect(429);
    }

    @Test
    void whatATrustedProxySaysOfAddressesCounts() {
        start(Limit.ANONYMOUS, 1, "127.0.0.0/8", "192.0.2.0/24");

        from("198.51.100.1").expect(401);
        from("198.51.100.1").expect(429);
        from("198.51.100.2").expect(401);
        from("203.0.113.9, 198.51.100.2").expect(429); // the client wrote the first one
        from("198.51.100.2, 192.0.2.7").expect(429);
        from("198.51.100.3,192.0.2.7 , 192.0.2.8").expect(401);
        from("nonsense, 198.51.100.3").expect(429);
    }

    @Test
    void addressesOfOneHouseholdAreOne() {
        start(Limit.ANONYMOUS, 1, "127.0.0.1");

        from("2001:db8:1:2::1").expect(401);
        from("2001:db8:1:2:ffff::2").expect(429);
        from("[2001:db8:1:2::3]").expect(429);
        from("2001:db8:1:3::1").expect(401);
        from("::ffff:198.51.100.1").expect(401);
        from("198.51.100.1").expect(429);
    }

    @Test
    void whatNobodyCanReadIsTheProxyItself() {
        start(Limit.ANONYMOUS, 1, "127.0.0.1");

        from("example.com").expect(401);
        from("").expect(429);
        from("999.1.1.1").expect(429);
        from("unknown").expect(429);
        from("127.0.0.1").expect(429);
    }

    @Test
    void theStandardHeaderNamesAddressesToo() {
        start(Limit.ANONYMOUS, 1, "127.0.0.1", "192.0.2.0/24");

        forwarded("for=198.51.100.1").expect(401);
        forwarded("for=\"198.51.100.1:4711\";proto=https").expect(429);
        forwarded("for=203.0.113.9, For=198.51.100.1, for=192.0.2.7").expect(429);
        forwarded("for=\"[2001:db8:1:2::1]:80\"").expect(401);
        forwarded("for=\"[2001:db8:1:2::2]\"").expect(429);
        forwarded("for=unknown").expect(401);
        forwarded("for=_hidden").expect(429);
    }

    private Answer forwarded(String value) {
        return server.anybody().send("GET", ME, null, request -> request.setHeader("Forwarded", value));
    }

    private Answer from(String forwarded) {
        UnaryOperator<HttpRequest.Builder> name = request -> request.setHeader("X-Forwarded-For", forwarded);
        return server.anybody().send("GET", ME, null, name);
    }

    @Test
    void withoutLimitsNothingIsCountedAndNothingTold() {
        server = TestServer.with(settings -> settings.withLimits(Limits.NONE));
        for (int i = 0; i < 50; i++) {
            assertThat(guess("x").expect(401).header("X-RateLimit-Limit")).isEmpty();
        }
    }
}

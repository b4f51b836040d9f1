package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.RestAdapter.Limits;
import dev.confab.chat.adapter.rest.RestAdapter.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rate limits of requests, which affect only the party that exceeds them. */
class RateLimiterTest extends LimitedServer {

    private static final String LIVE = "/health/live";

    @Test
    void responsesReportRemainingRequests() {
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
    void limitRefillsEvenly() {
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
    void wallClockDoesNotMatter() {
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
    void userIsCountedOverAllLogins() {
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
    void failedAuthenticationCountsAsAnonymous() {
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
    void addressCountsAllItsUsers() {
        start(Limit.ADDRESS, 6);
        var ann = server.somebody();
        var bob = server.somebody();
        ann.get(ME).expect(200);
        bob.get(ME).expect(200);

        ann.get(ME).expect(429);
        bob.get(ME).expect(429);
    }

    @Test
    void tightestLimitIsReported() {
        var minute = Duration.ofMinutes(1);
        start(Map.of(Limit.ADDRESS, new Rate(100, minute), Limit.USER, new Rate(10, minute)));
        var me = server.somebody();

        assertLimit(me.get(ME).expect(200), "10", "9", "6");
        assertThat(server.anybody().get(ME).expect(401).header("X-RateLimit-Limit"))
                .contains("100");
    }

    @Test
    void healthIsNotLimited() {
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
    void forwardedHeaderOfStrangerIsIgnored() {
        start(Limit.ANONYMOUS, 2, "192.0.2.0/24");

        from("198.51.100.1").expect(401);
        from("198.51.100.2").expect(401);
        from("198.51.100.3").expect(429);
    }

    @Test
    void forwardedHeaderOfTrustedProxyIsUsed() {
        start(Limit.ANONYMOUS, 1, "127.0.0.0/8", "192.0.2.0/24");

        from("198.51.100.1").expect(401);
        from("198.51.100.1").expect(429);
        from("198.51.100.2").expect(401);
        from("203.0.113.9, 198.51.100.2").expect(429); // the client sent the first address
        from("198.51.100.2, 192.0.2.7").expect(429);
        from("198.51.100.3,192.0.2.7 , 192.0.2.8").expect(401);
        from("nonsense, 198.51.100.3").expect(429);
    }

    @Test
    void ipv6PrefixIsOneParty() {
        start(Limit.ANONYMOUS, 1, "127.0.0.1");

        from("2001:db8:1:2::1").expect(401);
        from("2001:db8:1:2:ffff::2").expect(429);
        from("[2001:db8:1:2::3]").expect(429);
        from("2001:db8:1:3::1").expect(401);
        from("::ffff:198.51.100.1").expect(401);
        from("198.51.100.1").expect(429);
    }

    @Test
    void malformedForwardedHeaderCountsForProxy() {
        start(Limit.ANONYMOUS, 1, "127.0.0.1");

        from("example.com").expect(401);
        from("").expect(429);
        from("999.1.1.1").expect(429);
        from("unknown").expect(429);
        from("127.0.0.1").expect(429);
    }

    @Test
    void standardForwardedHeaderIsUsed() {
        start(Limit.ANONYMOUS, 1, "127.0.0.1", "192.0.2.0/24");

        forwarded("for=198.51.100.1").expect(401);
        forwarded("for=\"198.51.100.1:4711\";proto=https").expect(429);
        forwarded("for=203.0.113.9, For=198.51.100.1, for=192.0.2.7").expect(429);
        forwarded("for=\"[2001:db8:1:2::1]:80\"").expect(401);
        forwarded("for=\"[2001:db8:1:2::2]\"").expect(429);
        forwarded("for=unknown").expect(401);
        forwarded("for=_hidden").expect(429);
    }

    @Test
    void withoutLimitsNothingIsCounted() {
        server = TestServer.with(settings -> settings.withLimits(Limits.NONE));
        for (int i = 0; i < 50; i++) {
            assertThat(guess("x").expect(401).header("X-RateLimit-Limit")).isEmpty();
        }
    }
}

package dev.confab.chat.adapter.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.confab.chat.adapter.rest.RestAdapter.Limit;
import dev.confab.chat.adapter.rest.RestAdapter.Rate;
import dev.confab.chat.adapter.wire.MonotonicMeter;
import dev.confab.chat.application.account.Caller;
import dev.confab.chat.domain.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rate limits of requests. Each {@link Limit} has a token bucket for each party, which refills evenly. Buckets are in
 * memory: each node counts for itself, and a restart empties the counts. Callable from every thread.
 */
final class RateLimiter {

    /** The parties that each limit remembers; those seen least often are forgotten first. */
    private static final int MAX_PARTIES = 50_000;

    /** The pairs of address and user name that are remembered after a login. */
    private static final int MAX_KNOWN_LOGINS = 50_000;

    private final ClientAddress addresses;
    private final Cache<String, Boolean> knownLogins =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN_LOGINS).build();
    private final Map<Limit, Buckets> buckets = new EnumMap<>(Limit.class);

    /** @param nanos a monotonic clock; a clock that is set back would stop the refill of all buckets */
    RateLimiter(RestAdapter.Limits limits, LongSupplier nanos) {
        this.addresses = new ClientAddress(new Proxies(limits.trustedProxies()));
        var meter = new MonotonicMeter(nanos);
        limits.rates().forEach((limit, rate) -> buckets.put(limit, new Buckets(rate, meter)));
    }

    /** Returns the quota of one request, which has not been counted yet. */
    RequestQuota quota(Context context) {
        return new RequestQuota(context);
    }

    /** The counts of one request. The response headers show the limit with the fewest remaining tokens. */
    final class RequestQuota {

        private final Context context;
        private final String address;
        private long fewestTokens = Long.MAX_VALUE;

        private RequestQuota(Context context) {
            this.context = context;
            this.address = addresses.party(context);
        }

        /** Counts the request for the client's address. */
        void count(Limit limit) {
            count(limit, address);
        }

        /** @throws Refusal.TooMany if {@code party} has reached the limit */
        void count(Limit limit, String party) {
            var limited = buckets.get(limit);
            if (limited == null) {
                return;
            }
            var probe = limited.bucket(party).tryConsumeAndReturnRemaining(1);
            setHeaders(limited.rate, probe);
            if (!probe.isConsumed()) {
                throw new Refusal.TooMany(
                        "Too many requests; please slow down.", Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }

        /**
         * Counts a login attempt for {@code name}: from this address, and from all addresses that have not logged in to
         * the name before. So an attacker elsewhere cannot lock users out of addresses that they have used.
         */
        void countLogIn(String name) {
            count(Limit.LOG_IN_NAME, loginKey(name));
            if (knownLogins.getIfPresent(loginKey(name)) == null) {
                count(Limit.LOG_IN_NAME_ELSEWHERE, name);
            }
        }

        /** Remembers that a login to {@code name} from this address succeeded. */
        void recordLogIn(String name) {
            knownLogins.put(loginKey(name), true);
        }

        private String loginKey(String name) {
            return address + " " + name;
        }

        /** Counts the request for the address, authenticates it and counts it for the user. */
        Caller admit(Supplier<Caller> authentication) {
            count(Limit.ADDRESS);
            var caller = authenticate(authentication);
            count(Limit.USER, caller.user().id().toString());
            return caller;
        }

        /** Counts a request that fails to authenticate as anonymous. */
        <T> T authenticate(Supplier<T> authentication) {
            try {
                return authentication.get();
            } catch (Refusal.Unauthenticated refusal) {
                count(Limit.ANONYMOUS);
                throw refusal;
            }
        }

        private void setHeaders(Rate rate, ConsumptionProbe probe) {
            if (probe.isConsumed() && probe.getRemainingTokens() >= fewestTokens) {
                return;
            }
            fewestTokens = probe.getRemainingTokens();
            context.header("X-RateLimit-Limit", String.valueOf(rate.times()))
                    .header("X-RateLimit-Remaining", String.valueOf(fewestTokens))
                    .header("X-RateLimit-Reset", String.valueOf(roundUpToSeconds(probe.getNanosToWaitForReset())));
        }

        private static long roundUpToSeconds(long nanos) {
            return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
        }
    }

    /** The buckets of one limit. A bucket that was idle for a whole period is full and can be recreated. */
    private static final class Buckets {

        private final Rate rate;
        private final TimeMeter meter;
        private final Cache<String, Bucket> byParty;

        Buckets(Rate rate, TimeMeter meter) {
            this.rate = rate;
            this.meter = meter;
            this.byParty = Caffeine.newBuilder()
                    .maximumSize(MAX_PARTIES)
                    .expireAfterAccess(rate.period())
                    .ticker(meter::currentTimeNanos)
                    .build();
        }

        Bucket bucket(String party) {
            return byParty.get(party, missing -> fullBucket());
        }

        private Bucket fullBucket() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.times()).refillGreedy(rate.times(), rate.period()))
                    .withCustomTimePrecision(meter)
                    .build();
        }
    }
}

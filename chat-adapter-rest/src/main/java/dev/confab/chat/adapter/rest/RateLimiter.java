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
 * Refuses what one party asks for too often. Each {@link Limit} has a bucket of tokens for each party, which fills up
 * again evenly. Counts in memory: each node for itself, and from nothing after a restart. Callable from every thread.
 */
final class RateLimiter {

    /** How many parties each limit remembers; it forgets those first who come seldom. */
    private static final int MOST_PARTIES = 50_000;

    /** How many addresses are known to have logged in to which name. */
    private static final int MOST_WELCOME = 50_000;

    private final ClientAddress peers;
    private final Cache<String, Boolean> welcome =
            Caffeine.newBuilder().maximumSize(MOST_WELCOME).build();
    private final Map<Limit, Buckets> buckets = new EnumMap<>(Limit.class);

    /** @param nanos a monotonic clock: one that is set back would freeze all buckets */
    RateLimiter(RestAdapter.Limits limits, LongSupplier nanos) {
        this.peers = new ClientAddress(new Proxies(limits.trustedProxies()));
        var time = new MonotonicMeter(nanos);
        limits.rates().forEach((limit, rate) -> buckets.put(limit, new Buckets(rate, time)));
    }

    /** Begins to count for one request. */
    Visit visit(Context context) {
        return new Visit(context);
    }

    /** One request, and what it counts for. The answer tells about the limit that leaves the least. */
    final class Visit {

        private final Context context;
        private final String address;
        private long least = Long.MAX_VALUE;

        private Visit(Context context) {
            this.context = context;
            this.address = peers.party(context);
        }

        /** Counts for where the request comes from. */
        void count(Limit limit) {
            count(limit, address);
        }

        /** @throws Refusal.TooMany if {@code party} has used all that it may */
        void count(Limit limit, String party) {
            var of = buckets.get(limit);
            if (of == null) {
                return;
            }
            var probe = of.bucket(party).tryConsumeAndReturnRemaining(1);
            tell(of.rate, probe);
            if (!probe.isConsumed()) {
                throw new Refusal.TooMany(
                        "Too many requests; please slow down.", Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }

        /**
         * Counts a log-in to {@code name}: for the name from this address, and for the name from all addresses that have
         * not logged in to it before. So whoever guesses from elsewhere does not keep people out of where they have been.
         */
        void countLogIn(String name) {
            count(Limit.LOG_IN_NAME, visitor(name));
            if (welcome.getIfPresent(visitor(name)) == null) {
                count(Limit.LOG_IN_NAME_ELSEWHERE, name);
            }
        }

        /** Remembers that this address has logged in to {@code name}. */
        void loggedIn(String name) {
            welcome.put(visitor(name), true);
        }

        private String visitor(String name) {
            return address + " " + name;
        }

        /** Counts for the address, and then for whom the proof names. */
        Caller admit(Supplier<Caller> proof) {
            count(Limit.ADDRESS);
            var caller = proven(proof);
            count(Limit.USER, caller.user().id().toString());
            return caller;
        }

        /** Who fails to prove who they are counts as nobody. */
        <T> T proven(Supplier<T> proof) {
            try {
                return proof.get();
            } catch (Refusal.Unauthenticated nobody) {
                count(Limit.ANONYMOUS);
                throw nobody;
            }
        }

        private void tell(Rate rate, ConsumptionProbe probe) {
            if (probe.isConsumed() && probe.getRemainingTokens() >= least) {
                return;
            }
            least = probe.getRemainingTokens();
            context.header("X-RateLimit-Limit", String.valueOf(rate.times()))
                    .header("X-RateLimit-Remaining", String.valueOf(least))
                    .header("X-RateLimit-Reset", String.valueOf(wholeSeconds(probe.getNanosToWaitForReset())));
        }

        private static long wholeSeconds(long nanos) {
            return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
        }
    }

    /** The buckets of one limit. One that nobody touched for the whole period is full, as a new one is. */
    private static final class Buckets {

        private final Rate rate;
        private final TimeMeter time;
        private final Cache<String, Bucket> ofParties;

        Buckets(Rate rate, TimeMeter time) {
            this.rate = rate;
            this.time = time;
            this.ofParties = Caffeine.newBuilder()
                    .maximumSize(MOST_PARTIES)
                    .expireAfterAccess(rate.period())
                    .ticker(time::currentTimeNanos)
                    .build();
        }

        Bucket bucket(String party) {
            return ofParties.get(party, any -> full());
        }

        private Bucket full() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.times()).refillGreedy(rate.times(), rate.period()))
                    .withCustomTimePrecision(time)
                    .build();
        }
    }
}

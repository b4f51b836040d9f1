package dev.confab.chat.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.port.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The schedule of fetches, on a test clock. */
class FetchedKeysTest {

    private static final String ONE = HostKeyPairs.jwks(HostKeyPairs.jwk("one", HostKeyPairs.RSA));
    private static final String TWO = HostKeyPairs.jwks(HostKeyPairs.jwk("two", HostKeyPairs.EC));

    private final TestClock clock = new TestClock();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Semaphore fetched = new Semaphore(0);
    private volatile @Nullable String published = ONE;
    private final FetchedKeys keys = new FetchedKeys(this::fetch, clock);

    private KeySet fetch() throws IOException {
        try {
            fetches.incrementAndGet();
            var now = published;
            if (now == null) {
                throw new IOException("nobody there");
            }
            return KeySet.parse(now);
        } finally {
            fetched.release();
        }
    }

    @Test
    void knownKeyIsFetchedOnce() {
        for (int times = 0; times < 50; times++) {
            assertThat(keys.candidates("one")).hasSize(1);
        }
        assertThat(keys.candidates(null)).hasSize(1);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void unknownKeyIsFetchedImmediately() {
        assertThat(keys.candidates("one")).hasSize(1);
        published = TWO;

        assertThat(keys.candidates("two")).hasSize(1);

        assertThat(fetches).hasValue(2);
        assertThat(keys.candidates("one")).isEmpty();
    }

    @Test
    void unknownKeysCauseAtMostTenFetchesPerMinute() {
        for (int times = 0; times < 100; times++) {
            assertThat(keys.candidates("made up " + times)).isEmpty();
        }
        assertThat(fetches).hasValue(10);
        assertThat(keys.candidates("one")).hasSize(1);

        clock.forward(Duration.ofMinutes(1));
        published = TWO;

        assertThat(keys.candidates("two")).hasSize(1);
        assertThat(fetches).hasValue(11);
    }

    @Test
    void outageKeepsLastKeys() {
        assertThat(keys.candidates("one")).hasSize(1);
        published = null;

        assertThat(keys.candidates("two")).isEmpty();

        assertThat(keys.candidates("one")).hasSize(1);
    }

    @Test
    void missingKeysAreUnavailable() {
        published = null;
        assertThatThrownBy(() -> keys.candidates("one")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> keys.candidates(null)).isInstanceOf(Unavailable.class);
        assertThat(fetches).hasValue(2);

        published = ONE;
        assertThat(keys.candidates("one")).hasSize(1);
    }

    @Test
    void initialOutageCausesAtMostTenFetchesPerMinute() {
        published = null;
        for (int times = 0; times < 100; times++) {
            assertThatThrownBy(() -> keys.candidates("one")).isInstanceOf(Unavailable.class);
        }
        assertThat(fetches).hasValue(10);
    }

    @Test
    void malformedKeySetIsLikeOutage() {
        assertThat(keys.candidates("one")).hasSize(1);
        for (var garbage : new String[] {"", "<html>", "[]", "null", "{\"keys\":7}", "{\"keys\":[]}"}) {
            published = garbage;
            assertThat(keys.candidates("two")).isEmpty();
        }
        assertThat(keys.candidates("one")).hasSize(1);
        assertThat(fetches).hasValue(7);
    }

    @Test
    void keysAreRefreshedInBackgroundAfterTenMinutes() throws InterruptedException {
        assertThat(keys.candidates("one")).hasSize(1);
        published = TWO;
        clock.forward(Duration.ofMinutes(10).minusMillis(1));
        assertThat(keys.candidates("one")).hasSize(1);
        assertThat(fetches).hasValue(1);
        fetched.drainPermits();

        clock.tick();
        assertThat(keys.candidates("one")).hasSize(1);

        assertThat(fetched.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keys.candidates("two")).hasSize(1);
        assertThat(keys.candidates("one")).isEmpty();
    }

    @Test
    void waitingThreadsShareOutcomeOfFetch() {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = new FetchedKeys(
                () -> {
                    begun.countDown();
                    await(go);
                    return fetch();
                },
                clock);
        published = null;

        var first = CompletableFuture.runAsync(() -> slow.candidates("one"));
        await(begun);
        var waiting = Stream.generate(() -> Thread.ofVirtual()
                        .unstarted(() ->
                                assertThatThrownBy(() -> slow.candidates("one")).isInstanceOf(Unavailable.class)))
                .limit(20)
                .peek(Thread::start)
                .toList();
        waiting.forEach(FetchedKeysTest::awaitBlocked);
        go.countDown();
        waiting.forEach(FetchedKeysTest::join);

        assertThatThrownBy(first::join).hasCauseInstanceOf(Unavailable.class);
        assertThat(fetches).hasValue(1);
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

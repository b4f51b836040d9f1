package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.InMemoryHostTokens;
import dev.confab.chat.domain.port.InMemoryStores;
import dev.confab.chat.domain.port.InMemoryTimer;
import dev.confab.chat.domain.port.SequentialIds;
import dev.confab.chat.domain.port.SequentialSecrets;
import dev.confab.chat.domain.port.StoreTwins;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostClaims;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Authentication by the tokens of a host application. */
abstract class HostAuthenticationFixture {

    static final Duration HOUR = Duration.ofHours(1);

    final Stores stores = InMemoryStores.fresh();
    final Counting transactions = new Counting(stores.transactions());
    final InMemoryHostTokens host = new InMemoryHostTokens();
    final SequentialIds ids = new SequentialIds();
    final TestClock clock = new TestClock();
    final Authentication authentication = Authentication.byHost(
            StoreTwins.withTransactions(stores, transactions),
            host,
            new Environment(ids, new SequentialSecrets(), clock, new InMemoryTimer()));

    void assertRefused(String token, boolean expired) {
        assertThatThrownBy(() -> authentication.authenticate(token))
                .isInstanceOfSatisfying(
                        Refusal.Unauthenticated.class,
                        refusal -> assertThat(refusal.expired()).isEqualTo(expired));
    }

    String token(String id, String username, String name) {
        return host.give(claims(id, username, name, clock.instant(), null));
    }

    static HostClaims claims(String id, String username, String name, Instant issued, @Nullable Instant notBefore) {
        return new HostClaims(new ExternalId(id), username, name, issued, notBefore, issued.plus(HOUR));
    }

    User stored(String id) {
        var found = find(id);
        assertThat(found).isNotNull();
        return found;
    }

    @Nullable
    User find(String id) {
        return stores.transactions()
                .read(() -> stores.users()
                        .find(new ExternalId(id))
                        .map(HostUser::user)
                        .orElse(null));
    }

    static String suffixOf(User user) {
        var id = user.id().toString();
        return id.substring(id.length() - 8);
    }

    /** Transactions that are counted, and that can run a concurrent write first. */
    static final class Counting implements Transactions {

        private final Transactions inner;
        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger writes = new AtomicInteger();
        Supplier<Boolean> before = () -> true;

        Counting(Transactions inner) {
            this.inner = inner;
        }

        void forget() {
            reads.set(0);
            writes.set(0);
        }

        @Override
        public <T> T write(Supplier<T> work) {
            writes.incrementAndGet();
            var first = before;
            before = () -> true;
            assertThat(inner.write(first)).isTrue();
            return inner.write(work);
        }

        @Override
        public <T> T read(Supplier<T> work) {
            reads.incrementAndGet();
            return inner.read(work);
        }

        @Override
        public <T> T snapshot(Supplier<T> work) {
            reads.incrementAndGet();
            return inner.snapshot(work);
        }
    }
}

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
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostAuthenticationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stores stores = InMemoryStores.fresh();
    private final Counting transactions = new Counting(stores.transactions());
    private final InMemoryHostTokens host = new InMemoryHostTokens();
    private final SequentialIds ids = new SequentialIds();
    private final TestClock clock = new TestClock();
    private final Authentication authentication = Authentication.byHost(
            StoreTwins.withTransactions(stores, transactions),
            host,
            new Environment(ids, new SequentialSecrets(), clock, new InMemoryTimer()));

    @Test
    void aUserAppearsWithTheFirstToken() {
        var caller = authentication.authenticate(token("7", "ann", "Ann Lee"));

        assertThat(caller.user().username().value()).isEqualTo("ann");
        assertThat(caller.user().displayName()).isEqualTo("Ann Lee");
        assertThat(caller.login()).isNull();
        assertThat(stored("7")).isEqualTo(caller.user());
    }

    @Test
    void theSameIdIsTheSameUser() {
        var first = authentication.authenticate(token("7", "ann", "Ann")).user();

        assertThat(authentication.authenticate(token("7", "ann", "Ann")).user()).isEqualTo(first);
        assertThat(authentication.authenticate(token("8", "bob", "Bob")).user().id())
                .isNotEqualTo(first.id());
    }

    @Test
    void aTokenThatSaysNothingNewCostsOneReadAndNoWrite() {
        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("8", "ann", "The other Ann"));
        transactions.forget();

        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("8", "ann", "The other Ann"));

        assertThat(transactions.reads).hasValue(2);
        assertThat(transactions.writes).hasValue(0);
    }

    @Test
    void aUserFollowsTheHostsChanges() {
        var before = authentication.authenticate(token("7", "ann", "Ann")).user();
        clock.forward(HOUR);

        var after = authentication.authenticate(token("7", "anna", "Anna Lee")).user();

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.username().value()).isEqualTo("anna");
        assertThat(after.displayName()).isEqualTo("Anna Lee");
        assertThat(stored("7")).isEqualTo(after);
    }

    @Test
    void anOlderTokenDoesNotBringTheOldNamesBack() {
        var old = token("7", "ann", "Ann");
        clock.tick();
        var after = authentication.authenticate(token("7", "anna", "Anna")).user();

        assertThat(authentication.authenticate(old).user()).isEqualTo(after);
    }

    @Test
    void aTokenFromTheFutureNeitherFreezesNorUndoesAProfile() {
        var future = host.give(claims("7", "ann", "Ann", clock.instant().plus(HOUR), null));
        authentication.authenticate(future);
        var after = authentication.authenticate(token("7", "anna", "Anna")).user();

        assertThat(after.username().value()).isEqualTo("anna");
        clock.forward(Duration.ofSeconds(5));
        assertThat(authentication.authenticate(future).user()).isEqualTo(after);
        assertThat(stored("7")).isEqualTo(after);
    }

    @Test
    void aTokenPresentedAgainInTheSecondOfItsIssueUndoesNothing() {
        var old = token("7", "ann", "Ann");
        authentication.authenticate(old);
        var after = authentication.authenticate(token("7", "anna", "Anna")).user();

        assertThat(authentication.authenticate(old).user()).isEqualTo(after);
    }

    @Test
    void aNameThatLooksLikeAnothersGetsAnEnding() {
        authentication.authenticate(token("7", "ann", "Ann"));
        var second = authentication.authenticate(token("8", "аnn", "Ann")).user();

        assertThat(second.username().value()).isEqualTo("аnn-" + ending(second));
        assertThat(authentication.authenticate(token("8", "аnn", "Ann")).user()).isEqualTo(second);
    }

    @Test
    void twoUsersWithOneNameAreTold() {
        var first = authentication.authenticate(token("7", "ann", "Ann")).user();
        var second = authentication.authenticate(token("8", "ANN", "Ann")).user();

        assertThat(first.username().value()).isEqualTo("ann");
        assertThat(second.username().value()).isEqualTo("ANN-" + ending(second));
        assertThat(second.displayName()).isEqualTo("Ann");
    }

    @Test
    void aNewNameThatIsTakenGetsAnEndingToo() {
        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("8", "bob", "Bob"));

        var renamed = authentication.authenticate(token("8", "ann", "Bob")).user();

        assertThat(renamed.username().value()).isEqualTo("ann-" + ending(renamed));
    }

    @Test
    void aNameThatBecameFreeCanBeTaken() {
        authentication.authenticate(token("7", "ann", "Ann"));
        authentication.authenticate(token("7", "anna", "Ann"));

        assertThat(authentication
                        .authenticate(token("8", "ann", "Another"))
                        .user()
                        .username()
                        .value())
                .isEqualTo("ann");
    }

    @Test
    void manyFirstTokensAtTheSameTimeMakeOneUser() {
        var token = token("7", "ann", "Ann");

        var calls = Stream.generate(() -> CompletableFuture.supplyAsync(() -> authentication.authenticate(token)))
                .limit(16)
                .toList();

        assertThat(calls.stream().map(call -> call.join().user()).collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void whoIsFoundAddedByAnotherNodeIsTaken() {
        var claims = claims("7", "ann", "Ann", clock.instant(), null);
        var token = host.give(claims);
        var elsewhere = HostUser.firstSeen(new UserId(ids.next()), claims, clock.instant())
                .get(0);
        transactions.before = () -> stores.users().add(elsewhere);

        assertThat(authentication.authenticate(token).user()).isEqualTo(elsewhere.user());
    }

    @Test
    void aDeactivatedUserIsRefused() {
        var token = token("7", "ann", "Ann");
        var claims = claims("7", "ann", "Ann", clock.instant(), null);
        var ann = HostUser.firstSeen(new UserId(ids.next()), claims, clock.instant())
                .get(0);
        var gone = new User(ann.user().id(), ann.user().username(), "Ann", null, false, false, clock.instant());
        stores.transactions().write(() -> stores.users().add(new HostUser(ann.external(), gone, ann.statedAt())));

        assertRefused(token, false);
    }

    @Test
    void aTokenIsGoodForAMinuteAfterItsEndAndThenExpired() {
        var token = token("7", "ann", "Ann");
        clock.forward(HOUR.plusMillis(59_999));

        var caller = authentication.authenticate(token);
        assertThat(caller.expires()).isEqualTo(clock.instant().plusMillis(1));

        clock.tick();
        assertRefused(token, true);
    }

    @Test
    void anExpiredTokenMakesNobody() {
        var token = token("7", "ann", "Ann");
        clock.forward(HOUR.plusMinutes(1));

        assertRefused(token, true);

        assertThat(find("7")).isNull();
    }

    @Test
    void aTokenIsNotGoodYetUpToAMinuteBeforeItsBeginning() {
        var begins = clock.instant().plusSeconds(61);
        var token = host.give(claims("7", "ann", "Ann", clock.instant(), begins));
        assertRefused(token, false);

        clock.forward(Duration.ofSeconds(1));

        assertThat(authentication.authenticate(token).user().username().value()).isEqualTo("ann");
    }

    @Test
    void aTokenThatIsNotOfTheHostIsRefused() {
        assertRefused("made up", false);
    }

    private void assertRefused(String token, boolean expired) {
        assertThatThrownBy(() -> authentication.authenticate(token))
                .isInstanceOfSatisfying(
                        Refusal.Unauthenticated.class,
                        refusal -> assertThat(refusal.expired()).isEqualTo(expired));
    }

    private String token(String id, String username, String name) {
        return host.give(claims(id, username, name, clock.instant(), null));
    }

    private static HostClaims claims(
            String id, String username, String name, Instant issued, @Nullable Instant notBefore) {
        return new HostClaims(new ExternalId(id), username, name, issued, notBefore, issued.plus(HOUR));
    }

    private User stored(String id) {
        var found = find(id);
        assertThat(found).isNotNull();
        return found;
    }

    private @Nullable User find(String id) {
        return stores.transactions()
                .read(() -> stores.users()
                        .find(new ExternalId(id))
                        .map(HostUser::user)
                        .orElse(null));
    }

    private static String ending(User user) {
        var id = user.id().toString();
        return id.substring(id.length() - 8);
    }

    /** Counts the units of work, and lets somebody else come first. */
    private static final class Counting implements Transactions {

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

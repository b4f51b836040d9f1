package dev.confab.chat.domain.port;

import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.ClaimHistory;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link UserStore} for users of the host application. */
public abstract class HostUserStoreContract extends StoreContract {

    private static final Page.Window FIRST = new Page.Window(50, 0);

    @Test
    void tokenHistoryIsKept() {
        var before = world.hostUser();
        var history = new ClaimHistory(world.tick(), List.of("aaaa", "bbbb"));
        var after = new HostUser(before.external(), before.user(), history);
        assertThat(write(() -> db.users().rename(after))).isTrue();
        assertThat(find(before.external())).isEqualTo(after);
    }

    @Test
    void storedHostUserIsReturnedUnchanged() {
        var ann = world.newHostUser(world.word());
        assertThat(write(() -> db.users().add(ann))).isTrue();
        assertThat(find(ann.external())).isEqualTo(ann);
        assertThat(find(ann.user().id())).isEqualTo(ann.user());
        assertThat(search(ann.user().username().value(), FIRST).items()).containsExactly(ann.user());
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void externalIdIsKeptExactly(String text) {
        var id = new ExternalId(world.word() + text);
        var other = new ExternalId(id.value() + " ");
        for (var user : List.of(world.newHostUser(id), world.newHostUser(other))) {
            assertThat(write(() -> db.users().add(user))).isTrue();
        }
        assertThat(find(id).external()).isEqualTo(id);
        assertThat(find(other).external()).isEqualTo(other);
    }

    @Test
    void externalIdsThatDifferInCaseAreDifferent() {
        var lower = world.hostUser();
        var upper = world.newHostUser(new ExternalId(lower.external().value().toUpperCase(Locale.ROOT)));
        assertThat(write(() -> db.users().add(upper))).isTrue();
        assertThat(find(lower.external())).isEqualTo(lower);
    }

    @Test
    void externalIdOfFullLengthOutsideTheBasicPlaneIsKept() {
        var word = world.word();
        var id = new ExternalId(word + Strange.astral(ExternalId.MAX_LENGTH - word.length()));
        var user = world.newHostUser(id);
        assertThat(write(() -> db.users().add(user))).isTrue();
        assertThat(find(id)).isEqualTo(user);
    }

    @Test
    void unknownExternalIdIsNotFound() {
        var user = world.user();
        var id = new ExternalId(user.id().toString());
        assertThat(read(() -> db.users().find(id))).isEmpty();
    }

    @Test
    void externalIdIsUnique() {
        var first = world.hostUser();
        var second = world.newHostUser(first.external());
        change(() -> {
            assertThat(db.users().add(second)).isFalse();
            assertThat(db.users().find(first.external())).contains(first);
        });
        assertThat(read(() -> db.users().find(second.user().id()))).isEmpty();
    }

    @Test
    void hostUserCannotHaveATakenName() {
        var ours = world.user();
        var theirs = world.newHostUser(ours.username().value().toUpperCase(Locale.ROOT));
        assertThat(write(() -> db.users().add(theirs))).isFalse();
        assertThat(read(() -> db.users().find(theirs.external()))).isEmpty();
    }

    @Test
    void nameOfHostUserIsTakenForAccounts() {
        var theirs = world.hostUser();
        var ours = world.newUser(theirs.user().username().value());
        assertThat(write(() -> db.users().add(Accounts.of(ours)))).isFalse();
    }

    @Test
    void hostUserHasNoPassword() {
        var theirs = world.hostUser();
        assertThat(write(() -> db.users().lock(theirs.user().id()))).isEmpty();
        assertThat(read(() -> db.users().credential(theirs.user().username()))).isEmpty();
    }

    @Test
    void oneOfConcurrentAdditionsSucceedsAndAllFindTheUser() {
        for (int round = 0; round < 5; round++) {
            var id = new ExternalId(world.word());
            var added = Together.run(8, number -> {
                var user = world.newHostUser(id);
                return write(
                        () -> db.users().add(user) ? user : db.users().find(id).orElseThrow());
            });
            assertThat(Set.copyOf(added)).hasSize(1);
        }
    }

    @Test
    void hostUserIsRenamed() {
        var before = world.hostUser();
        var after = named(before, world.word());
        assertThat(write(() -> db.users().rename(after))).isTrue();
        assertThat(find(before.external())).isEqualTo(after);
        assertThat(search(after.user().username().value(), FIRST).items()).containsExactly(after.user());
        assertThat(search(before.user().username().value(), FIRST).items()).isEmpty();
    }

    @Test
    void newSpellingOfTheOwnNameIsFree() {
        var before = world.hostUser();
        var after = named(before, before.user().username().value().toUpperCase(Locale.ROOT));
        assertThat(write(() -> db.users().rename(after))).isTrue();
        assertThat(find(before.external())).isEqualTo(after);
    }

    @Test
    void transactionContinuesAfterRenameToTakenName() {
        var other = world.user();
        var before = world.hostUser();
        var free = named(before, world.word());
        change(() -> {
            assertThat(db.users().rename(named(before, other.username().value())))
                    .isFalse();
            assertThat(db.users().find(before.external())).contains(before);
            assertThat(db.users().rename(free)).isTrue();
        });
        assertThat(find(before.external())).isEqualTo(free);
    }

    @Test
    void oneOfConcurrentRenamesGetsTheName() {
        for (int round = 0; round < 5; round++) {
            var name = world.word();
            var renamed = Together.run(8, number -> {
                var user = named(world.hostUser(), name);
                return write(() -> db.users().rename(user));
            });
            assertThat(renamed.stream().filter(isEqual(true))).hasSize(1);
        }
    }

    private HostUser named(HostUser before, String name) {
        var user = Accounts.shownAs(Accounts.named(before.user(), name), "Now " + name);
        return new HostUser(before.external(), user, world.tick());
    }

    private HostUser find(ExternalId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }

    private User find(UserId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }

    private Page<User> search(String text, Page.Window window) {
        return read(() -> db.users().search(text, window));
    }
}

package dev.confab.chat.domain.port;

import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of {@link UserStore} for user names: unique keys, look-alikes and concurrent registrations. */
public abstract class UserNameContract extends StoreContract {

    private static final Page.Window FIRST = new Page.Window(50, 0);

    @Test
    void nameThatFoldsToManyTimesItsLengthIsKept() {
        var name = world.word() + "\uFDFA".repeat(Username.MAX_LENGTH - 33);
        var user = world.user(world.newUser(name));
        assertThat(find(user.id()).username().value()).isEqualTo(name);
        assertThat(read(() -> db.users().credential(new Username(name)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"ås,a\u030as", "fi,\ufb01", "ann,ａｎｎ", "ann,a\u034fnn", "ann,ann\ufe0f", "ΟΔΟΣ,οδος"})
    void spellingsThatFoldToTheSameAreOneName(String one, String other) {
        var word = world.word();
        var user = world.user(world.newUser(word + one));
        var same = world.newUser(word + other);
        assertThat(read(() -> db.users().credential(same.username())))
                .get()
                .extracting(Credential::user)
                .isEqualTo(user);
        assertThat(write(() -> db.users().add(Accounts.of(same)))).isFalse();
        assertThat(search(same.username().value(), FIRST).items()).containsExactly(user);
    }

    @ParameterizedTest
    @CsvSource({"ann,аnn", "paypal,paypaI", "paypal,paypa1", "olivia,0livia", "Сора,copa", "ІРА,ipa", "modern,rnodern"})
    void lookAlikesAreTakenBothWays(String one, String other) {
        for (var names : List.of(List.of(one, other), List.of(other, one))) {
            var word = world.word();
            world.user(world.newUser(names.get(0) + "_" + word));
            var second = world.newUser(names.get(1) + "_" + word);
            assertThat(write(() -> db.users().add(Accounts.of(second)))).isFalse();
            assertThat(read(() -> db.users().find(second.id()))).isEmpty();
            var third = new HostUser(new ExternalId(world.word()), second, world.tick());
            assertThat(write(() -> db.users().add(third))).isFalse();
            var renamed = named(world.hostUser(), second.username().value());
            assertThat(write(() -> db.users().rename(renamed))).isFalse();
        }
    }

    @Test
    void transactionContinuesAfterTakenLook() {
        var first = world.user(world.newUser("ann_" + world.word()));
        var second = world.newUser("а" + first.username().value().substring(1));
        var third = world.newUser(world.word());
        change(() -> {
            assertThat(db.users().add(Accounts.of(second))).isFalse();
            assertThat(db.users().add(Accounts.of(third))).isTrue();
        });
        assertThat(find(third.id())).isEqualTo(third);
    }

    @Test
    void oneOfConcurrentLookAlikesIsStored() {
        for (int round = 0; round < 5; round++) {
            var word = world.word();
            var added = Together.run(8, number -> {
                var user = world.newUser((number % 2 == 0 ? "аnn_" : "ann_") + word);
                return write(() -> db.users().add(Accounts.of(user)));
            });
            assertThat(added.stream().filter(isEqual(true))).hasSize(1);
        }
    }

    @Test
    void abandonedNameFreesItsLook() {
        var before = world.hostUser();
        var name = before.user().username().value();
        assertThat(write(() -> db.users().rename(named(before, world.word())))).isTrue();
        assertThat(write(() -> db.users().add(world.newHostUser(name)))).isTrue();
    }

    @Test
    void takenNameIsRejectedInAnyCase() {
        var first = world.user();
        var second = world.newUser(first.username().value().toUpperCase(Locale.ROOT));
        assertThat(write(() -> db.users().add(Accounts.of(second)))).isFalse();
        assertThat(read(() -> db.users().find(second.id()))).isEmpty();
        assertThat(read(() -> db.users().credential(second.username()))
                        .orElseThrow()
                        .user())
                .isEqualTo(first);
    }

    @Test
    void nameOfInactiveAccountStaysTaken() {
        var gone = world.user(Accounts.inactive(world.newUser(world.word())));
        var heir = world.newUser(gone.username().value());
        assertThat(write(() -> db.users().add(Accounts.of(heir)))).isFalse();
    }

    @Test
    void transactionContinuesAfterTakenName() {
        var first = world.user();
        var second = world.newUser(first.username().value());
        var third = world.newUser(world.word());
        change(() -> {
            assertThat(db.users().add(Accounts.of(second))).isFalse();
            assertThat(db.users().find(first.id())).contains(first);
            assertThat(db.users().add(Accounts.of(third))).isTrue();
        });
        assertThat(find(third.id())).isEqualTo(third);
    }

    @Test
    void oneOfConcurrentAccountsGetsTheName() {
        for (int round = 0; round < 5; round++) {
            var name = world.word();
            var added = Together.run(8, number -> {
                var user = world.newUser(name);
                return write(() -> db.users().add(Accounts.of(user)));
            });
            assertThat(added.stream().filter(isEqual(true))).hasSize(1);
        }
    }

    private HostUser named(HostUser before, String name) {
        var user = Accounts.shownAs(Accounts.named(before.user(), name), "Now " + name);
        return new HostUser(before.external(), user, world.tick());
    }

    private User find(UserId id) {
        return read(() -> db.users().find(id)).orElseThrow();
    }

    private Page<User> search(String text, Page.Window window) {
        return read(() -> db.users().search(text, window));
    }
}

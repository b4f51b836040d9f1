package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link UserStore} for searches. */
public abstract class UserSearchContract extends StoreContract {

    private static final Page.Window FIRST = new Page.Window(50, 0);

    @Test
    void searchSeesUpdates() {
        var word = world.word();
        var user = world.user();
        var shown = user.withProfile(new UserProfile("Dr " + word.toUpperCase(Locale.ROOT), null));
        change(() -> db.users().update(Accounts.of(shown)));
        assertThat(search(word, FIRST).items()).containsExactly(shown);
        change(() -> db.users().update(Accounts.of(shown.deactivate())));
        assertThat(search(word, FIRST).items()).isEmpty();
    }

    @Test
    void userNamesAndDisplayNamesAreSearched() {
        var word = world.word();
        var byUsername = world.user(world.newUser("x" + word + "x"));
        var byDisplayName = world.user(Accounts.shownAs(world.newUser(world.word()), "The " + word + "."));
        world.user();
        assertThat(search(word, FIRST).items()).containsExactlyInAnyOrder(byUsername, byDisplayName);
    }

    @Test
    void searchIgnoresCase() {
        var word = world.word();
        var user = world.user(Accounts.shownAs(world.newUser(word), word + " Привет Été"));
        assertThat(search(word.toUpperCase(Locale.ROOT), FIRST).items()).containsExactly(user);
        assertThat(search(word + " пРИВЕТ éTÉ", FIRST).items()).containsExactly(user);
    }

    @Test
    void inactiveUsersAreNotFound() {
        var word = world.word();
        world.user(Accounts.inactive(world.newUser(word)));
        assertThat(search(word, FIRST)).isEqualTo(new Page<User>(0, List.of()));
    }

    @Test
    void searchOfAllFindsInactiveUsers() {
        var word = world.word();
        var gone = world.user(Accounts.inactive(world.newUser(word + "b")));
        var there = world.user(Accounts.shownAs(world.newUser(word + "C"), "%" + word));
        var host = world.newHostUser(word + "a");
        assertThat(write(() -> db.users().add(host))).isTrue();
        assertThat(read(() -> db.users().searchAll(word.toUpperCase(Locale.ROOT), FIRST)))
                .isEqualTo(new Page<>(3, List.of(host.user(), gone, there)));
        assertThat(read(() -> db.users().searchAll(word, new Page.Window(1, 1))))
                .isEqualTo(new Page<>(3, List.of(gone)));
        assertThat(read(() -> db.users().searchAll("%" + word, FIRST)).items()).containsExactly(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "!", "|", "*", "?", "'", "\\%", "[a]", "^"})
    void searchHasNoWildcards(String sign) {
        var word = world.word();
        var user = world.user(Accounts.shownAs(world.newUser(world.word()), word + sign + "end"));
        world.user(Accounts.shownAs(world.newUser(world.word()), word + "anything-end"));
        assertThat(search(word + sign + "end", FIRST).items()).containsExactly(user);
    }

    @Test
    void pagesAreOrderedByNameKey() {
        var word = world.word();
        var users = new ArrayList<User>();
        for (var end : new String[] {"d", "B", "e", "A", "c"}) {
            users.add(world.user(world.newUser(word + end)));
        }
        users.sort(
                (one, other) -> one.username().key().compareTo(other.username().key()));
        assertThat(search(word, new Page.Window(2, 0))).isEqualTo(new Page<>(5, users.subList(0, 2)));
        assertThat(search(word, new Page.Window(2, 2))).isEqualTo(new Page<>(5, users.subList(2, 4)));
        assertThat(search(word, new Page.Window(2, 4))).isEqualTo(new Page<>(5, users.subList(4, 5)));
        assertThat(search(word, new Page.Window(200, 5))).isEqualTo(new Page<User>(5, List.of()));
    }

    @Test
    void emptySearchFindsAllUsers() {
        long before = search("", FIRST).total();
        world.users(3);
        world.user(Accounts.inactive(world.newUser(world.word())));
        assertThat(search("", FIRST).total()).isEqualTo(before + 3);
    }

    private Page<User> search(String text, Page.Window window) {
        return read(() -> db.users().search(text, window));
    }
}

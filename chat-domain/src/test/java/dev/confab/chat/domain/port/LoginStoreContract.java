package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.LoginStore.LoggedIn;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of {@link LoginStore}. */
public abstract class LoginStoreContract extends StoreContract {

    /** Earlier than all data that other tests left behind. */
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    void storedLoginIsReturnedUnchanged() {
        var login = login();
        assertThat(find(login.id())).isEqualTo(login);
        assertThat(write(() -> db.logins().lock(login.id()))).contains(login);
    }

    @Test
    void loginIsFoundWithItsUser() {
        var user = world.user();
        world.user();
        var login = login(user, world.tick());
        assertThat(read(() -> db.logins().findWithUser(login.id()))).contains(new LoggedIn(login, user));
        assertThat(read(() -> db.logins().findWithUser(new LoginId(world.id()))))
                .isEmpty();
    }

    @Test
    void unknownLoginIsNotFound() {
        var unknown = new LoginId(world.id());
        assertThat(read(() -> db.logins().find(unknown))).isEmpty();
        assertThat(write(() -> db.logins().lock(unknown))).isEmpty();
    }

    @Test
    void updateReplacesTheLogin() {
        var login = login();
        var refreshed = login.refresh(world.tick(), Instant.parse("2031-12-31T23:59:59.999Z"));
        change(() -> db.logins().update(refreshed));
        assertThat(find(login.id())).isEqualTo(refreshed);
        var ended = refreshed.ended(Instant.parse("2026-03-29T01:30:00.001Z"));
        change(() -> db.logins().update(ended));
        assertThat(find(login.id())).isEqualTo(ended);
    }

    @Test
    void updateLeavesOtherLogins() {
        var login = login();
        var other = login();
        change(() -> db.logins().update(login.ended(world.tick())));
        assertThat(find(other.id())).isEqualTo(other);
    }

    @Test
    void lockBlocksOtherLocks() {
        var login = login();
        var ended = login.ended(world.tick());
        var seen = whileLocked(
                () -> db.logins().lock(login.id()),
                () -> db.logins().lock(login.id()).orElseThrow(),
                () -> db.logins().update(ended));
        assertThat(seen).isEqualTo(ended);
    }

    @Test
    void lockBlocksOtherUpdates() {
        var login = login();
        var byRival = login.refresh(world.tick(), world.tick());
        whileLocked(
                () -> db.logins().lock(login.id()),
                () -> {
                    db.logins().update(byRival);
                    return true;
                },
                () -> db.logins().update(login.ended(world.tick())));
        assertThat(find(login.id())).isEqualTo(byRival);
    }

    @Test
    void concurrentRefreshesAreNotLost() {
        var login = login();
        Together.run(
                16,
                number -> write(() -> {
                    var locked = db.logins().lock(login.id()).orElseThrow();
                    db.logins()
                            .update(locked.refresh(
                                    login.created(), locked.expires().plusMillis(1)));
                    return true;
                }));
        assertThat(find(login.id()).generation()).isEqualTo(16);
        assertThat(find(login.id()).expires()).isEqualTo(login.expires().plusMillis(16));
    }

    @Test
    void activeLoginsOfAUserAreLocked() {
        var user = world.user();
        var now = world.tick();
        var phone = login(user, now);
        var laptop = login(user, now);
        var lost = login(user, now);
        login();
        change(() -> db.logins().update(lost.ended(now)));
        assertThat(alive(user, now)).containsExactlyInAnyOrder(phone, laptop);
        assertThat(alive(user, phone.expires().minusMillis(1))).hasSize(2);
        assertThat(alive(user, phone.expires())).isEmpty();
    }

    @Test
    void lockOfAllLoginsBlocksOtherLocks() {
        var user = world.user();
        var now = world.tick();
        var login = login(user, now);
        var seen = whileLocked(
                () -> db.logins().lockActive(user.id(), now),
                () -> db.logins().lock(login.id()).orElseThrow(),
                () -> db.logins().update(login.ended(now)));
        assertThat(seen).isEqualTo(login.ended(now));
    }

    @Test
    void concurrentEndingsEndEachLoginOnce() {
        var user = world.user();
        var now = world.tick();
        for (int number = 0; number < 10; number++) {
            login(user, now);
        }
        var ended = Together.run(
                8,
                number -> write(() -> {
                    var alive = db.logins().lockActive(user.id(), now);
                    alive.forEach(login -> db.logins().update(login.ended(now)));
                    return alive.size();
                }));
        assertThat(ended).containsOnlyOnce(10).containsOnly(0, 10);
    }

    @Test
    void endedLoginsAreReturned() {
        var now = world.tick();
        var alive = login();
        var ended = login();
        change(() -> db.logins().update(ended.ended(now)));
        var asked = Set.of(alive.id(), ended.id(), new LoginId(world.id()));
        assertThat(read(() -> db.logins().ended(asked))).containsExactly(ended.id());
        assertThat(read(() -> db.logins().ended(Set.of()))).isEmpty();
    }

    @Test
    void endedAndExpiredLoginsAreDeleted() {
        var now = LONG_AGO;
        var user = world.user();
        var alive = login(user, now);
        var endedLongAgo = login(user, now);
        var endedLately = login(user, now);
        var expired = login(user, now.minus(Duration.ofDays(31)));
        change(() -> {
            db.logins().update(endedLongAgo.ended(now.minusMillis(1)));
            db.logins().update(endedLately.ended(now));
        });

        assertThat(deleteEndedBefore(now, 100)).isEqualTo(2);

        for (var gone : List.of(endedLongAgo, expired)) {
            assertThat(read(() -> db.logins().find(gone.id()))).isEmpty();
        }
        assertThat(find(alive.id())).isEqualTo(alive);
        assertThat(find(endedLately.id()).ended()).isEqualTo(now);
    }

    @Test
    void endedLoginsAreDeletedInBatches() {
        var now = LONG_AGO;
        var user = world.user();
        for (int number = 0; number < 5; number++) {
            login(user, now.minus(Duration.ofDays(31)));
        }
        assertThat(deleteEndedBefore(now, 3)).isEqualTo(3);
        assertThat(deleteEndedBefore(now, 3)).isEqualTo(2);
        assertThat(deleteEndedBefore(now, 3)).isZero();
    }

    @Test
    void concurrentDeletionsDeleteEachLoginOnce() {
        var now = LONG_AGO;
        var user = world.user();
        for (int number = 0; number < 40; number++) {
            login(user, now.minus(Duration.ofDays(31)));
        }
        var deleted = Together.run(4, node -> {
            int sum = 0;
            for (int batch = 0; batch < 20; batch++) {
                sum += deleteEndedBefore(now, 7);
            }
            return sum;
        });
        int rest = deleteEndedBefore(now, 100);
        assertThat(deleted.stream().mapToInt(Integer::intValue).sum() + rest).isEqualTo(40);
    }

    private int deleteEndedBefore(Instant time, int limit) {
        return write(() -> db.logins().deleteEndedBefore(time, limit));
    }

    private List<Login> alive(User user, Instant now) {
        return write(() -> db.logins().lockActive(user.id(), now));
    }

    private Login login() {
        return login(world.user(), world.tick());
    }

    private Login login(User user, Instant now) {
        var login = Login.start(new LoginId(world.id()), user.id(), now, now.plus(Duration.ofDays(30)));
        change(() -> db.logins().add(login));
        return login;
    }

    private Login find(LoginId id) {
        return read(() -> db.logins().find(id)).orElseThrow();
    }
}

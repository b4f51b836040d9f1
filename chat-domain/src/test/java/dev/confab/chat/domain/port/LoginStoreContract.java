package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link LoginStore} does. */
public abstract class LoginStoreContract extends StoreContract {

    @Test
    void bringsBackALoginAsItWas() {
        var login = login();
        assertThat(find(login.id())).isEqualTo(login);
        assertThat(write(() -> db.logins().lock(login.id()))).contains(login);
    }

    @Test
    void anUnknownLoginIsNotThere() {
        var unknown = new LoginId(world.id());
        assertThat(read(() -> db.logins().find(unknown))).isEmpty();
        assertThat(write(() -> db.logins().lock(unknown))).isEmpty();
    }

    @Test
    void anUpdateReplacesTheLogin() {
        var login = login();
        var refreshed = login.refreshed(Instant.parse("2031-12-31T23:59:59.999Z"));
        change(() -> db.logins().update(refreshed));
        assertThat(find(login.id())).isEqualTo(refreshed);
        var ended = refreshed.ended(Instant.parse("2026-03-29T01:30:00.001Z"));
        change(() -> db.logins().update(ended));
        assertThat(find(login.id())).isEqualTo(ended);
    }

    @Test
    void anUpdateLeavesOtherLoginsAlone() {
        var login = login();
        var other = login();
        change(() -> db.logins().update(login.ended(world.tick())));
        assertThat(find(other.id())).isEqualTo(other);
    }

    @Test
    void aLockKeepsOthersFromLocking() {
        var login = login();
        var ended = login.ended(world.tick());
        var seen = whileLocked(
                () -> db.logins().lock(login.id()),
                () -> db.logins().lock(login.id()).orElseThrow(),
                () -> db.logins().update(ended));
        assertThat(seen).isEqualTo(ended);
    }

    @Test
    void aLockKeepsOthersFromUpdating() {
        var login = login();
        var byRival = login.refreshed(world.tick());
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
    void noRefreshUnderTheLockIsLost() {
        var login = login();
        Together.run(
                16,
                number -> write(() -> {
                    var locked = db.logins().lock(login.id()).orElseThrow();
                    db.logins().update(locked.refreshed(locked.expires().plusMillis(1)));
                    return true;
                }));
        assertThat(find(login.id()).generation()).isEqualTo(16);
        assertThat(find(login.id()).expires()).isEqualTo(login.expires().plusMillis(16));
    }

    private Login login() {
        var user = world.user();
        var now = world.tick();
        var login = Login.begun(new LoginId(world.id()), user.id(), now, now.plus(Duration.ofDays(30)));
        change(() -> db.logins().add(login));
        return login;
    }

    private Login find(LoginId id) {
        return read(() -> db.logins().find(id)).orElseThrow();
    }
}

package dev.confab.chat.application.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    private final TestChat t = new TestChat();

    @Test
    void endedLoginIsDeletedAfterRetention() {
        t.user("ann");
        var name = new Username("ann");
        var alive = t.accounts().logIn(name, TestChat.PASSWORD);
        var ended = t.accounts().logIn(name, TestChat.PASSWORD);
        var id = t.chat.authentication().authenticate(ended.access()).login();
        t.accounts().logOut(ended.refresh());

        sweepAfter(Login.MEMORY);
        assertThat(isKnown(id)).isTrue();
        sweepAfter(Duration.ofMillis(1));
        assertThat(isKnown(id)).isFalse();

        assertThatThrownBy(() -> t.accounts().refresh(ended.refresh())).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.accounts().refresh(alive.refresh())).isNotNull();
    }

    @Test
    void sweepDeletesMoreThanOneBatch() {
        var ann = t.user("ann");
        var last = addEndedLogin(ann);
        for (int number = 0; number < Upkeep.BATCH; number++) {
            last = addEndedLogin(ann);
        }
        sweepAfter(Duration.ZERO);
        assertThat(isKnown(last)).isFalse();
    }

    private LoginId addEndedLogin(User user) {
        var started = t.clock.instant().minus(Duration.ofDays(40));
        var id = new LoginId(UUID.randomUUID());
        var login = Login.start(id, user.id(), started, started.plus(Duration.ofDays(30)));
        t.stores.transactions().write(() -> {
            t.stores.logins().add(login);
            return true;
        });
        return id;
    }

    private void sweepAfter(Duration time) {
        t.clock.forward(time);
        t.chat.upkeep().sweep();
    }

    private boolean isKnown(LoginId id) {
        return t.stores.transactions().read(() -> t.stores.logins().find(id)).isPresent();
    }
}

package dev.confab.chat.domain.port;

import static java.util.function.Predicate.isEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link PresenceStore}. */
public abstract class PresenceStoreContract {

    private final UserId user = new UserId(UUID.randomUUID());
    private final UserId other = new UserId(UUID.randomUUID());

    /** Returns the store under test, the same within a test. It need not be empty. */
    protected abstract PresenceStore presence();

    @Test
    void userWithoutConnectionIsOffline() {
        assertThat(presence().isOnline(user)).isFalse();
        assertThat(presence().online()).doesNotContain(user);
    }

    @Test
    void firstConnectionMakesTheUserOnline() {
        assertThat(presence().connected(user, UUID.randomUUID())).isTrue();
        assertThat(presence().isOnline(user)).isTrue();
        assertThat(presence().online()).contains(user).doesNotContain(other);
    }

    @Test
    void secondConnectionChangesNothing() {
        presence().connected(user, UUID.randomUUID());
        assertThat(presence().connected(user, UUID.randomUUID())).isFalse();
        assertThat(presence().online()).contains(user);
    }

    @Test
    void lastConnectionMakesTheUserOffline() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        presence().connected(user, one);
        presence().connected(user, two);
        assertThat(presence().disconnected(user, one)).isFalse();
        assertThat(presence().isOnline(user)).isTrue();
        assertThat(presence().disconnected(user, two)).isTrue();
        assertThat(presence().isOnline(user)).isFalse();
        assertThat(presence().online()).doesNotContain(user);
    }

    @Test
    void connectionsOfTheNodeAreCounted() {
        var one = UUID.randomUUID();
        int before = presence().connections();
        presence().connected(user, one);
        presence().connected(user, UUID.randomUUID());
        presence().connected(other, UUID.randomUUID());
        assertThat(presence().connections()).isEqualTo(before + 3);
        presence().disconnected(user, one);
        presence().disconnected(user, one);
        assertThat(presence().connections()).isEqualTo(before + 2);
    }

    @Test
    void connectionIsRemovedOnce() {
        var one = UUID.randomUUID();
        presence().connected(user, one);
        assertThat(presence().disconnected(user, one)).isTrue();
        assertThat(presence().disconnected(user, one)).isFalse();
    }

    @Test
    void unknownConnectionChangesNothing() {
        presence().connected(user, UUID.randomUUID());
        assertThat(presence().disconnected(user, UUID.randomUUID())).isFalse();
        assertThat(presence().disconnected(other, UUID.randomUUID())).isFalse();
        assertThat(presence().isOnline(user)).isTrue();
    }

    @Test
    void reconnectionIsAFirstConnection() {
        var one = UUID.randomUUID();
        presence().connected(user, one);
        presence().disconnected(user, one);
        assertThat(presence().connected(user, UUID.randomUUID())).isTrue();
    }

    @Test
    void usersAreIndependent() {
        var theirs = UUID.randomUUID();
        presence().connected(other, theirs);
        assertThat(presence().connected(user, UUID.randomUUID())).isTrue();
        assertThat(presence().disconnected(other, theirs)).isTrue();
        assertThat(presence().isOnline(user)).isTrue();
    }

    @Test
    void onlineUsersAreACopy() {
        var one = UUID.randomUUID();
        presence().connected(user, one);
        var online = presence().online();
        presence().disconnected(user, one);
        presence().connected(other, UUID.randomUUID());
        assertThat(online).contains(user).doesNotContain(other);
    }

    @Test
    void oneOfConcurrentConnectionsIsFirstAndOneIsLast() {
        var connections = Together.run(16, number -> UUID.randomUUID());
        var came = Together.run(16, number -> presence().connected(user, connections.get(number)));
        assertThat(came.stream().filter(isEqual(true))).hasSize(1);
        var went = Together.run(16, number -> presence().disconnected(user, connections.get(number)));
        assertThat(went.stream().filter(isEqual(true))).hasSize(1);
        assertThat(presence().isOnline(user)).isFalse();
    }
}

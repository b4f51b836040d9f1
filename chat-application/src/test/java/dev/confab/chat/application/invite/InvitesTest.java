package dev.confab.chat.application.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Invite;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.User;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvitesTest {

    private final TestChat t = new TestChat();
    private final Invites invites = t.chat.invites();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");
    private final RoomId room = t.room(ann, false, bob);

    @Test
    void inviteCanBeUsedRepeatedly() {
        var created = createInvite(room);

        assertThat(join(cem, room, created).membership().role()).isEqualTo(Role.MEMBER);
        assertThat(join(t.user("dee"), room, created).name()).isEqualTo("dee");
        assertThat(t.stored(room).memberCount()).isEqualTo(4);
        assertThat(t.events(room).get(2)).isInstanceOf(RoomEvent.MemberJoined.class);
    }

    @Test
    void inviteDoesNotChangeMember() {
        var before = t.membership(bob, room);

        assertThat(join(bob, room, createInvite(room)).membership()).isEqualTo(before);
    }

    @Test
    void storeHoldsNoSecret() {
        var created = createInvite(room);

        assertThat(created.invite().toString()).doesNotContain(created.secret().value());
        assertThat(created.invite().digest()).isEqualTo(created.secret().digest());
    }

    @Test
    void creatingInvitePublishesNothing() {
        long version = t.stored(room).version();

        createInvite(room);

        assertThat(t.stored(room).version()).isEqualTo(version);
    }

    @Test
    void inviteIsValidForItsRoomOnly() {
        var created = createInvite(room);
        var other = t.room(ann, false);

        assertThatThrownBy(() -> join(cem, other, created)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> t.chat.members().joinByInvite(cem.id(), room, new Secret("guess")))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> t.chat.members().join(cem.id(), room)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void inviteExpires() {
        var created = invites.create(ann.id(), room, Duration.ofSeconds(1));
        t.clock.forward(Duration.ofSeconds(1));

        assertThatThrownBy(() -> join(cem, room, created)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void revokedInviteIsNotValid() {
        var created = createInvite(room);

        invites.revoke(ann.id(), room, created.secret());

        assertThatThrownBy(() -> join(cem, room, created)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> invites.revoke(ann.id(), room, created.secret()))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void onlyCreatorAndAdminsRevokeInvite() {
        var created = createInvite(room);
        var other = t.room(ann, false);

        assertThatThrownBy(() -> invites.revoke(bob.id(), room, created.secret()))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> invites.revoke(cem.id(), room, created.secret()))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> invites.revoke(ann.id(), other, created.secret()))
                .isInstanceOf(Refusal.NotFound.class);
        assertThat(join(cem, room, created).membership().isActive()).isTrue();
    }

    @Test
    void inviteStaysValidAfterCreatorLeft() {
        var created = createInvite(room);

        t.chat.members().leave(ann.id(), room);

        assertThat(join(cem, room, created).membership().isActive()).isTrue();
    }

    @Test
    void bannedUserCannotUseInvite() {
        var created = createInvite(room);
        t.chat.members().ban(ann.id(), room, t.membership(bob, room).id());

        assertThatThrownBy(() -> join(bob, room, created)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void expiredInvitesDoNotCountTowardsLimit() {
        invites.create(ann.id(), room, Duration.ofSeconds(1));
        for (int created = 1; created < Invite.MAX_OF_ROOM; created++) {
            createInvite(room);
        }
        assertThatThrownBy(() -> createInvite(room)).isInstanceOf(Refusal.Conflict.class);

        t.clock.forward(Duration.ofSeconds(1));

        assertThat(join(cem, room, createInvite(room)).membership().isActive()).isTrue();
        assertThatThrownBy(() -> createInvite(room)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void invitesAreDeletedWithRoom() {
        var created = createInvite(room);

        t.chat.rooms().delete(ann.id(), room);

        assertThat(t.stores
                        .transactions()
                        .read(() -> t.stores.invites().find(created.secret().digest())))
                .isEmpty();
    }

    private Invites.CreatedInvite createInvite(RoomId in) {
        return invites.create(ann.id(), in, Invite.DEFAULT_LIFETIME);
    }

    private Member join(User user, RoomId in, Invites.CreatedInvite created) {
        return t.chat.members().joinByInvite(user.id(), in, created.secret());
    }
}

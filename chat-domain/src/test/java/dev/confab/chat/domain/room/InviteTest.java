package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteTest {

    private final Room hidden = Cast.group(false);
    private final Membership owner = Cast.member(hidden, Role.OWNER);
    private final Invite invite = Cast.invite(hidden, owner);

    @Test
    void inviteBelongsToRoomAndCreatorAndHasTheRequestedLifetime() {
        var digest = Cast.secret().digest();
        assertThat(hidden.members().invite(owner, digest, Duration.ofSeconds(60), 99, NOON))
                .isEqualTo(new Invite(digest, hidden.id(), owner.id(), NOON, LATER));
    }

    @Test
    void roomHasAtMost100Invites() {
        assertThatThrownBy(() -> hidden.members()
                        .invite(owner, Cast.secret().digest(), Invite.DEFAULT_LIFETIME, Invite.MAX_OF_ROOM, NOON))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 30 * 24 * 3600 + 1, Long.MAX_VALUE})
    void lifetimeIsOneSecondTo30Days(long seconds) {
        var digest = Cast.secret().digest();
        assertThatThrownBy(() -> hidden.members().invite(owner, digest, Duration.ofSeconds(seconds), 0, NOON))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("expires_in"));
        assertThat(hidden.members()
                        .invite(owner, digest, Duration.ofSeconds(1), 0, NOON)
                        .expires())
                .isEqualTo(NOON.plusSeconds(1));
        assertThat(hidden.members()
                        .invite(owner, digest, Duration.ofDays(30), 0, NOON)
                        .expires())
                .isEqualTo(NOON.plus(Duration.ofDays(30)));
    }

    @Test
    void inviteAdmitsAnyUserToPrivateRoomUntilItExpires() {
        var user = Cast.userId();
        var last = LATER.minusMillis(1);
        var joined = hidden.members().joinByInvite(null, invite, user, Cast.membershipId(), last);
        assertThat(joined.value().isOf(user)).isTrue();
        assertThat(joined.value().role()).isEqualTo(Role.MEMBER);
        assertThat(joined.value().mute()).isEqualTo(Mute.OFF);
        assertThat(joined.room().memberCount()).isEqualTo(hidden.memberCount() + 1);
        assertThatThrownBy(() -> hidden.members().joinByInvite(null, invite, user, Cast.membershipId(), LATER))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void inviteAdmitsFormerMember() {
        var past = Cast.member(hidden, Role.ADMIN, Membership.Status.LEFT);
        var back = hidden.members().joinByInvite(past, invite, past.user(), Cast.membershipId(), NOON);
        assertThat(back.value().id()).isEqualTo(past.id());
        assertThat(back.value().role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void inviteDoesNotAdmitBannedUser() {
        var banned = Cast.member(hidden, Role.MEMBER, Membership.Status.BANNED);
        assertThatThrownBy(
                        () -> hidden.members().joinByInvite(banned, invite, banned.user(), Cast.membershipId(), NOON))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void privateRoomIsNotFoundWithoutItsOwnInvite() {
        var other = Cast.invite(Cast.group(false), owner);
        for (var wrong : new Invite[] {null, other}) {
            assertThatThrownBy(
                            () -> hidden.members().joinByInvite(null, wrong, Cast.userId(), Cast.membershipId(), NOON))
                    .isInstanceOf(Refusal.NotFound.class);
        }
    }

    @Test
    void publicRoomIgnoresInvites() {
        var open = Cast.group(true);
        var expired = Cast.invite(hidden, owner);
        assertThat(open.members()
                        .joinByInvite(null, expired, Cast.userId(), Cast.membershipId(), LATER)
                        .value()
                        .isActive())
                .isTrue();
        var banned = Cast.member(open, Role.MEMBER, Membership.Status.BANNED);
        assertThatThrownBy(() -> open.members()
                        .joinByInvite(banned, Cast.invite(open, owner), banned.user(), Cast.membershipId(), NOON))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void firstUserInEmptyRoomBecomesOwner() {
        var deserted = Room.group(Cast.roomId(), RoomProfile.of("Tea", false), Cast.userId(), NOON);
        var joined = deserted.members()
                .joinByInvite(null, Cast.invite(deserted, owner), Cast.userId(), Cast.membershipId(), NOON);
        assertThat(joined.value().role()).isEqualTo(Role.OWNER);
    }
}

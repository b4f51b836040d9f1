package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static dev.confab.chat.domain.room.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.room.Membership.PushLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {

    private final Room room = Cast.group(true);
    /** Joined after message 2, saw message 4 and received message 6, of 10. */
    private final Membership member = Cast.member(room, Role.MEMBER);

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "3, 2, 2", "0, 2, 3", "5, 4, 6"})
    void watermarksOutOfOrderAreRejected(long joined, long received, long seen) {
        assertThatThrownBy(() -> new Membership(
                        member.id(),
                        room.id(),
                        member.user(),
                        Role.MEMBER,
                        Membership.Status.ACTIVE,
                        Mute.OFF,
                        PushLevel.ALL,
                        new Watermarks(joined, received, seen),
                        NOON,
                        1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 6", "6, 6, 6", "8, 8, 8", "10, 10, 10", "11, 10, 10", "9223372036854775807, 10, 10"})
    void seenMessagesAreReceived(long seq, long seen, long received) {
        var advanced = member.advanceSeen(seq, room, LATER).orElseThrow();
        assertThat(advanced.membership().seenSeq()).isEqualTo(seen);
        assertThat(advanced.membership().receivedSeq()).isEqualTo(received);
        assertThat(advanced.step()).isEqualTo(new ReceiptAdvance(room.id(), member.id(), 6, received, 4, seen, LATER));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "10, 10", "11, 10", "9223372036854775807, 10"})
    void receivedMessagesAreNotSeen(long seq, long received) {
        var advanced = member.advanceReceived(seq, room, LATER).orElseThrow();
        assertThat(advanced.membership().receivedSeq()).isEqualTo(received);
        assertThat(advanced.membership().seenSeq()).isEqualTo(4);
        assertThat(advanced.step()).isEqualTo(new ReceiptAdvance(room.id(), member.id(), 6, received, 4, 4, LATER));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 3, 1, 0, -1, Long.MIN_VALUE})
    void lowerSeqChangesNoWatermark(long seq) {
        assertThat(member.advanceSeen(seq, room, LATER)).isEmpty();
        assertThat(member.advanceReceived(seq, room, LATER)).isEmpty();
    }

    @Test
    void advanceChangesOnlyWatermarks() {
        var after = member.advanceSeen(10, room, LATER).orElseThrow().membership();
        assertThat(after.version()).isEqualTo(member.version());
        assertThat(after.joinedSeq()).isEqualTo(member.joinedSeq());
        assertThat(after.joined()).isEqualTo(member.joined());
        assertThat(after.id()).isEqualTo(member.id());
    }

    @Test
    void messagesAfterTheLastSeenAreUnreadForActiveMembers() {
        assertThat(member.unreadIn(room)).isEqualTo(6);
        assertThat(Cast.member(room, Role.MEMBER, Membership.Status.LEFT).unreadIn(room))
                .isZero();
        assertThat(Cast.member(room, Role.MEMBER, Membership.Status.BANNED).unreadIn(room))
                .isZero();
    }

    @Test
    void hasSeenUpToTheWatermark() {
        var message = Cast.message(room, member);
        assertThat(member.hasSeen(message)).isFalse();
        var next = room.messages().post(member, Cast.draft("Hello"), null, message.id(), NOON);
        assertThat(next.author().hasSeen(next.message())).isTrue();
        assertThat(member.advanceSeen(11, next.room(), LATER)
                        .orElseThrow()
                        .membership()
                        .hasSeen(message))
                .isTrue();
    }

    @Test
    void belongsToOneUser() {
        assertThat(member.isOf(member.user())).isTrue();
        assertThat(member.isOf(Cast.userId())).isFalse();
        assertThat(member.isSystem()).isFalse();
        assertThat(Cast.named(member, "ann").name()).isEqualTo("ann");
    }

    @Test
    void muteDoesNotChangeTheVersion() {
        var muted = member.withMute(Mute.FOREVER);
        assertThat(muted.mute()).isEqualTo(Mute.FOREVER);
        assertThat(muted.version()).isEqualTo(member.version());
        assertThat(muted.withMute(Mute.OFF)).isEqualTo(member);
    }

    @Test
    void muteLastsUntilItsEnd() {
        assertThat(Mute.OFF.isOnAt(NOON)).isFalse();
        assertThat(Mute.FOREVER.isOnAt(NOON)).isTrue();
        assertThat(Mute.until(LATER).isOnAt(NOON)).isTrue();
        assertThat(Mute.until(LATER).isOnAt(LATER.minusNanos(1))).isTrue();
        assertThat(Mute.until(LATER).isOnAt(LATER)).isFalse();
        assertThat(Mute.until(LATER)).isEqualTo(Mute.until(LATER)).isNotEqualTo(Mute.until(NOON));
    }

    @Test
    void rolesAreOrdered() {
        assertThat(Role.values()).allMatch(role -> role.isAtLeast(role));
        assertThat(Role.OWNER.isAtLeast(Role.ADMIN)).isTrue();
        assertThat(Role.ADMIN.isAtLeast(Role.MEMBER)).isTrue();
        assertThat(Role.MEMBER.isAtLeast(Role.ADMIN)).isFalse();
        assertThat(Role.ADMIN.isAtLeast(Role.OWNER)).isFalse();
    }
}

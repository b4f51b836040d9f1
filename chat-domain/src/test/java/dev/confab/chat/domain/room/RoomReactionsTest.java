package dev.confab.chat.domain.room;

import static dev.confab.chat.domain.room.Cast.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reactions and their effect on the room. */
class RoomReactionsTest {

    private final Room room = Cast.group(true);
    private final Membership member = Cast.member(room, Role.MEMBER);
    private final Message message = Cast.message(room, Cast.member(room, Role.MEMBER));

    private Reaction reaction(String content) {
        return new Reaction(new ReactionId(UUID.randomUUID()), message.id(), member.id(), content, LATER);
    }

    private List<Reaction> reactions(int count, int contents) {
        return IntStream.range(0, count)
                .mapToObj(number -> reaction("r" + number % contents))
                .toList();
    }

    @Test
    void reactionTakesOneVersionAndIsCounted() {
        var reacted = room.messages().react(member, message, reaction("👍"), List.of());
        assertThat(reacted.value().counts()).isEqualTo(new Message.Counts(0, 1, 0));
        assertThat(reacted.value().version()).isEqualTo(room.version() + 1);
        assertThat(reacted.value().body()).isEqualTo(message.body());
        assertThat(reacted.value().modified()).isEqualTo(message.modified());
        assertThat(reacted.room().version()).isEqualTo(room.version() + 1);
        assertThat(reacted.room().messageSeq()).isEqualTo(room.messageSeq());
        assertThat(reacted.room().lastActivity()).isEqualTo(room.lastActivity());
    }

    @Test
    void removedReactionTakesAnotherVersion() {
        var reaction = reaction("👍");
        var reacted = room.messages().react(member, message, reaction, List.of());
        var unreacted = reacted.room().messages().unreact(member, reacted.value(), reaction);
        assertThat(unreacted.value().counts()).isEqualTo(Message.Counts.NONE);
        assertThat(unreacted.value().version()).isEqualTo(room.version() + 2);
        assertThat(unreacted.room().version()).isEqualTo(room.version() + 2);
    }

    @Test
    void onlyMembersCanReact() {
        var left = Cast.member(room, Role.OWNER, Membership.Status.LEFT);
        assertThatThrownBy(() -> room.messages().react(null, message, reaction("👍"), List.of()))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> room.messages().react(left, message, reaction("👍"), List.of()))
                .isInstanceOf(Refusal.Forbidden.class);
        assertThatThrownBy(() -> room.messages().unreact(left, message, reaction("👍")))
                .isInstanceOf(Refusal.Forbidden.class);
        var hidden = Cast.group(false);
        assertThatThrownBy(() -> hidden.messages().react(null, message, reaction("👍"), List.of()))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void reactionOfAnotherMemberCannotBeRemoved() {
        var reaction = reaction("👍");
        var reacted = room.messages().react(member, message, reaction, List.of());
        var owner = Cast.member(room, Role.OWNER);
        assertThatThrownBy(() -> reacted.room().messages().unreact(owner, reacted.value(), reaction))
                .isInstanceOf(Refusal.Forbidden.class);
    }

    @Test
    void tombstoneTakesNoReaction() {
        var tombstone = room.messages().delete(Cast.member(room, Role.OWNER), message, LATER);
        assertThatThrownBy(
                        () -> tombstone.room().messages().react(member, tombstone.value(), reaction("👍"), List.of()))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void deletedMessageLosesItsReactions() {
        var reacted = room.messages().react(member, message, reaction("👍"), List.of());
        var tombstone = reacted.room().messages().delete(Cast.member(room, Role.OWNER), reacted.value(), LATER);
        assertThat(tombstone.value().counts()).isEqualTo(Message.Counts.NONE);
    }

    @Test
    void systemMessageTakesReactions() {
        var system = room.members().systemMember(Cast.membershipId(), LATER);
        var said = room.messages().postSystem(system, new Body("Welcome"), null, Cast.messageId(), LATER);
        var reacted = said.room().messages().react(member, said.message(), reaction("👍"), List.of());
        assertThat(reacted.value().counts().reactions()).isOne();
    }

    @Test
    void numberOfReactionsIsLimited() {
        var nearlyFull = reactions(Reaction.MAX_PER_MESSAGE - 1, 3);
        assertThat(room.messages()
                        .react(member, message, reaction("r0"), nearlyFull)
                        .value()
                        .counts()
                        .reactions())
                .isOne();
        var full = reactions(Reaction.MAX_PER_MESSAGE, 3);
        assertThatThrownBy(() -> room.messages().react(member, message, reaction("r0"), full))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void numberOfDifferentReactionsIsLimited() {
        var varied = reactions(40, Reaction.MAX_CONTENTS);
        assertThat(room.messages()
                        .react(member, message, reaction("r0"), varied)
                        .value()
                        .counts()
                        .reactions())
                .isOne();
        assertThatThrownBy(() -> room.messages().react(member, message, reaction("another"), varied))
                .isInstanceOf(Refusal.Conflict.class);
    }
}

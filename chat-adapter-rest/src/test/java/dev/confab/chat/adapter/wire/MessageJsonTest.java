package dev.confab.chat.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Watermarks;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final RoomId room = new RoomId(UUID.randomUUID());
    private final User ada = User.create(new UserId(UUID.randomUUID()), new Username("ada"), "Ada L.", null, NOW);
    private final Member author = new Member(membership(ada.id(), 7), ada);

    private Membership membership(UserId user, long seen) {
        return new Membership(
                new MembershipId(UUID.randomUUID()),
                room,
                user,
                Role.MEMBER,
                Membership.Status.ACTIVE,
                Mute.OFF,
                PushLevel.ALL,
                new Watermarks(0, seen, seen),
                NOW,
                1);
    }

    private MessageDetails message(Member by, boolean isSystem) {
        var id = new MessageId(UUID.randomUUID());
        return new MessageDetails(
                new Message(
                        id,
                        room,
                        7,
                        by.membership().id(),
                        isSystem,
                        null,
                        "x",
                        NOW,
                        null,
                        null,
                        null,
                        Message.Counts.NONE,
                        null,
                        9),
                by);
    }

    @Test
    void isMeOnlyForAuthor() {
        var message = message(author, false);
        assertThat(MessageJson.of(message, author.membership()).isMe()).isTrue();
        assertThat(MessageJson.of(message, membership(new UserId(UUID.randomUUID()), 7))
                        .isMe())
                .isFalse();
        assertThat(MessageJson.of(message, null).isMe()).isFalse();
        assertThat(MessageJson.of(message, null).author()).isEqualTo(new MessageJson.Author(ada.id(), "ada", "Ada L."));
    }

    @Test
    void isSeenUpToWatermark() {
        var message = message(author, false);
        var reader = new UserId(UUID.randomUUID());
        assertThat(MessageJson.of(message, membership(reader, 7)).isSeenByMe()).isTrue();
        assertThat(MessageJson.of(message, membership(reader, 6)).isSeenByMe()).isFalse();
        assertThat(MessageJson.of(message, null).isSeenByMe()).isFalse();
    }

    @Test
    void systemMessageHasNoUser() {
        var system = new Member(membership(null, 0), null);
        var json = MessageJson.of(message(system, true), author.membership());
        assertThat(json.isMe()).isNull();
        assertThat(json.userId()).isNull();
        assertThat(json.author()).isEqualTo(new MessageJson.Author(null, null, "System"));
        assertThat(RoomUserJson.of(system, ada.id(), false).isMe()).isNull();
    }

    @Test
    void reactionsAreCountedInTheOrderOfFirstUse() {
        var other = new Member(membership(new UserId(UUID.randomUUID()), 7), ada);
        var message = message(author, false);
        var reactions = Stream.of("b", "a", "b")
                .map(content -> reacted(content, content.equals("a") ? author : other))
                .toList();
        var json = MessageJson.of(
                new MessageDetails(message.message(), author, reactions, List.of()), author.membership());
        assertThat(json.reactionCounts())
                .containsExactly(new ReactionCountJson("b", 2, false), new ReactionCountJson("a", 1, true));
        assertThat(json.reactions()).extracting(MessageJson::body).containsExactly("b", "a", "b");
        assertThat(json.reactions()).extracting(MessageJson::isMe).containsExactly(false, true, false);
    }

    private MemberReaction reacted(String content, Member by) {
        var id = new ReactionId(UUID.randomUUID());
        var message = new MessageId(UUID.randomUUID());
        return new MemberReaction(new Reaction(id, message, by.membership().id(), content, NOW), by);
    }

    @Test
    void memberIsMeOnlyForThemselves() {
        assertThat(RoomUserJson.of(author, ada.id(), true).isMe()).isTrue();
        assertThat(RoomUserJson.of(author, new UserId(UUID.randomUUID()), true).isMe())
                .isFalse();
        assertThat(RoomUserJson.of(author, null, true).isMe()).isFalse();
    }
}

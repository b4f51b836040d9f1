package dev.confab.chat.application.reaction;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.MemberReaction;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Short answers to messages, each of which a member gives to a message once. A room that the caller may not know of is a
 * {@link Refusal.NotFound}.
 */
public interface Reactions {

    /**
     * Reacts once: the same content again answers the reaction of the first time. Reacting in a public room joins it, as
     * posting does.
     *
     * @throws Refusal.Invalid naming {@code body} for a content that is none, or not allowed; naming {@code parent_id}
     *     if there is no such message in the room
     * @throws Refusal.Conflict if the message was deleted, or has too many reactions
     */
    ReactionResult add(UserId user, RoomId room, MessageId message, String content);

    /**
     * Takes one's own reaction back; when there is none, nothing changes.
     *
     * @throws Refusal.NotFound if there is no such message in the room
     * @throws Refusal.Forbidden for who is no member of a public room
     */
    void remove(UserId user, RoomId room, MessageId message, String content);

    /**
     * One reaction.
     *
     * @throws Refusal.NotFound if there is none of that id in the room
     */
    ReactionForViewer find(UserId reader, RoomId room, ReactionId id);

    /**
     * Takes one's own reaction back.
     *
     * @throws Refusal.NotFound if there is none of that id in the room
     * @throws Refusal.Forbidden if it is somebody else's, and for who is no member of a public room
     */
    void remove(UserId user, RoomId room, ReactionId id);

    /**
     * A reaction as {@code viewer} sees it.
     *
     * @param viewer null for who never was a member of the room
     */
    record ReactionForViewer(
            Message message,
            MemberReaction reaction,
            @Nullable Membership viewer) {}

    /**
     * What became of a reaction.
     *
     * @param details the message with its reactions as they are now
     * @param viewer the membership of who reacted
     * @param isRepeat true if the reaction is of an earlier time
     */
    record ReactionResult(MessageDetails details, MemberReaction reaction, Membership viewer, boolean isRepeat) {}

    static Reactions of(
            RoomUpdates changes,
            Stores stores,
            MessageDetailsLoader details,
            ReactionPolicy policy,
            Environment environment) {
        return new ReactionsService(changes, stores, details, policy, environment);
    }
}

package dev.confab.chat.application.reaction;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.room.RoomUpdates;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.Message;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.ReactionPolicy;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Adds reactions to messages and removes them. A member can add each content to a message once. All methods throw {@link
 * Refusal.NotFound} if the caller may not see the room.
 */
public interface Reactions {

    /**
     * Adds a reaction. A repeat with the same content returns the first reaction. Reacting in a public room joins it.
     *
     * @throws Refusal.Invalid naming {@code body} if the content is not allowed, naming {@code parent_id} if the message is
     *     not in the room
     * @throws Refusal.Conflict if the message was deleted, or has too many reactions
     */
    ReactionResult add(UserId user, RoomId room, MessageId message, String content);

    /**
     * Removes the user's reaction of this content. Does nothing if there is none.
     *
     * @throws Refusal.NotFound if the message is not in the room
     * @throws Refusal.Forbidden if the user is not a member of the public room
     */
    void remove(UserId user, RoomId room, MessageId message, String content);

    /**
     * Returns one reaction.
     *
     * @throws Refusal.NotFound if the reaction is not in the room
     */
    ReactionForViewer find(UserId reader, RoomId room, ReactionId id);

    /**
     * Removes the user's own reaction.
     *
     * @throws Refusal.NotFound if the reaction is not in the room
     * @throws Refusal.Forbidden if the reaction is another member's, or the user is not a member of the public room
     */
    void remove(UserId user, RoomId room, ReactionId id);

    /**
     * A reaction as one viewer sees it.
     *
     * @param viewer the viewer's membership; null if the viewer was never a member of the public room
     */
    record ReactionForViewer(
            Message message,
            MemberReaction reaction,
            @Nullable Membership viewer) {}

    /**
     * The result of adding a reaction.
     *
     * @param details the message with all of its reactions
     * @param viewer the membership of the user
     * @param isRepeat whether the reaction was added by an earlier call
     */
    record ReactionResult(MessageDetails details, MemberReaction reaction, Membership viewer, boolean isRepeat) {}

    /** Returns the use cases over {@code updates} and {@code stores}. */
    static Reactions of(
            RoomUpdates updates,
            Stores stores,
            MessageDetailsLoader details,
            ReactionPolicy policy,
            Environment environment) {
        return new ReactionsService(updates, stores, details, policy, environment);
    }
}

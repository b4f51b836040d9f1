package dev.confab.chat.domain.room;

import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import java.time.Instant;

/**
 * A change in a room that is stored already. All adapters switch over this sealed hierarchy without a default, so a new
 * event does not compile until each of them handles it.
 *
 * <p>Events that are not {@link Versioned} are transient: clients that miss one find the current state in the store, or
 * do not need it.
 */
public sealed interface RoomEvent {

    RoomId room();

    /** A durable change. The versions of a room are 1, 2, 3 … without a gap. */
    sealed interface Versioned extends RoomEvent {

        /** Returns the version of the room after this change. */
        long version();
    }

    /** A change of a message, whose version is that of the room. */
    sealed interface MessageEvent extends Versioned {

        MessageDetails details();

        @Override
        default RoomId room() {
            return details().message().room();
        }

        @Override
        default long version() {
            return details().message().version();
        }
    }

    /** A message was posted. */
    record MessageCreated(MessageDetails details) implements MessageEvent {}

    /** The text, the images or the reply count of a message changed. */
    record MessageUpdated(MessageDetails details) implements MessageEvent {}

    /** A message was replaced by a tombstone. */
    record MessageDeleted(MessageDetails details) implements MessageEvent {}

    /** A message was pinned or unpinned. */
    record MessagePinned(MessageDetails details) implements MessageEvent {}

    /**
     * A member reacted to a message.
     *
     * @param details the message with the reaction
     */
    record ReactionAdded(MessageDetails details, MemberReaction reaction) implements MessageEvent {}

    /**
     * A member removed a reaction.
     *
     * @param details the message without the reaction
     */
    record ReactionRemoved(MessageDetails details, MemberReaction reaction) implements MessageEvent {}

    /** A change of a membership, whose version is that of the room. */
    sealed interface MemberEvent extends Versioned {

        Member member();

        @Override
        default RoomId room() {
            return member().membership().room();
        }

        @Override
        default long version() {
            return member().membership().version();
        }
    }

    /** A user joined or was added. */
    record MemberJoined(Member member) implements MemberEvent {}

    /** A member left, was removed or was banned. */
    record MemberLeft(Member member) implements MemberEvent {}

    /** The role or the ban of a member changed. */
    record MemberUpdated(Member member) implements MemberEvent {}

    /** The profile of the room changed. */
    record RoomUpdated(Room updated) implements Versioned {
        @Override
        public RoomId room() {
            return updated.id();
        }

        @Override
        public long version() {
            return updated.version();
        }
    }

    /** The room was deleted with all its content. */
    record RoomDeleted(RoomId room, long version) implements Versioned {}

    /**
     * A member's watermarks rose by receiving or seeing messages. An author's watermarks also rise by posting, which has
     * no event of this kind. Transient; the watermarks are stored.
     */
    record ReceiptAdvanced(Membership membership, Instant at) implements RoomEvent {
        @Override
        public RoomId room() {
            return membership.room();
        }
    }

    /** A member went online with a first connection, or offline with the last one. Transient. */
    record PresenceChanged(Member member, boolean isOnline) implements RoomEvent {
        @Override
        public RoomId room() {
            return member.membership().room();
        }
    }

    /** A member started or stopped typing. Transient. */
    record Typing(Member member, boolean isTyping) implements RoomEvent {
        @Override
        public RoomId room() {
            return member.membership().room();
        }
    }

    /** A member muted or unmuted the room. Only this member receives the event. Transient; the mute is stored. */
    record MuteChanged(Membership membership) implements RoomEvent {
        @Override
        public RoomId room() {
            return membership.room();
        }
    }

    /** The room has reached a version by changes that this event does not contain. Subscribers read them from the store. */
    record VersionAdvanced(RoomId room, long version) implements RoomEvent {}
}

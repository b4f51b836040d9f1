package dev.confab.chat.domain.room;

import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import java.time.Instant;

/**
 * Something that happened in a room and is stored already. Every edge switches over this family without a default, so
 * that a new event does not compile until each has an answer to it.
 */
public sealed interface RoomEvent {

    RoomId room();

    /** A durable change; the versions of one room are 1, 2, 3… without a hole. */
    sealed interface Versioned extends RoomEvent {

        /** The room's version that this change made. */
        long version();
    }

    /** A change of one message, which carries the version. */
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

    record MessageCreated(MessageDetails details) implements MessageEvent {}

    /** The body was edited, or a reply came or went. */
    record MessageUpdated(MessageDetails details) implements MessageEvent {}

    /** What is left is a tombstone. */
    record MessageDeleted(MessageDetails details) implements MessageEvent {}

    /** Was pinned, or is not any more. */
    record MessagePinned(MessageDetails details) implements MessageEvent {}

    /**
     * Somebody reacted.
     *
     * @param details the message, with the reaction
     */
    record ReactionAdded(MessageDetails details, MemberReaction reaction) implements MessageEvent {}

    /**
     * Somebody took a reaction back.
     *
     * @param details the message, without the reaction
     */
    record ReactionRemoved(MessageDetails details, MemberReaction reaction) implements MessageEvent {}

    /** A change of one membership, which carries the version. */
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

    record MemberJoined(Member member) implements MemberEvent {}

    /** Left, was removed or was banned. */
    record MemberLeft(Member member) implements MemberEvent {}

    /** Has another role now. */
    record MemberUpdated(Member member) implements MemberEvent {}

    /** The profile changed. */
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

    /** The room is gone with all that was in it. */
    record RoomDeleted(RoomId room, long version) implements Versioned {}

    /**
     * A member's watermarks rose by reading; the author of a message has seen everything up to it, without a word about
     * that. Fleeting: the watermarks themselves are stored, this only tells of them.
     */
    record ReceiptAdvanced(Membership membership, Instant at) implements RoomEvent {
        @Override
        public RoomId room() {
            return membership.room();
        }
    }

    /** A member's first connection came, or the last one went. Fleeting. */
    record PresenceChanged(Member member, boolean isOnline) implements RoomEvent {
        @Override
        public RoomId room() {
            return member.membership().room();
        }
    }

    /** A member types, or has stopped. Fleeting. */
    record Typing(Member member, boolean isTyping) implements RoomEvent {
        @Override
        public RoomId room() {
            return member.membership().room();
        }
    }

    /** A member muted the room for themselves, or unmuted it; nobody else is told. Fleeting: the mute itself is stored. */
    record MuteChanged(Membership membership) implements RoomEvent {
        @Override
        public RoomId room() {
            return membership.room();
        }
    }

    /** The room has come to this version, by changes that are not told here; the store knows them. */
    record VersionAdvanced(RoomId room, long version) implements RoomEvent {}
}

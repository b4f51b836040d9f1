package dev.confab.chat.domain.room;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.room.Membership.PushLevel;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.UUID;

/** Rooms, members and messages for tests of the rules, created without a history. */
final class Cast {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant LATER = NOON.plusSeconds(60);

    private Cast() {}

    static UserId userId() {
        return new UserId(UUID.randomUUID());
    }

    static RoomId roomId() {
        return new RoomId(UUID.randomUUID());
    }

    static MembershipId membershipId() {
        return new MembershipId(UUID.randomUUID());
    }

    static MessageId messageId() {
        return new MessageId(UUID.randomUUID());
    }

    /** Returns a group of 5 members with 10 messages. */
    static Room group(boolean isPublic) {
        return room(Room.Kind.GROUP, null, RoomProfile.of("Tea", isPublic));
    }

    static Room room(Room.Kind kind, RoomKey key, RoomProfile profile) {
        return new Room(roomId(), kind, key, profile, userId(), NOON, NOON, NOON, new RoomCounters(20, 10, 5, 0));
    }

    static Membership member(Room room, Role role) {
        return member(room, role, Membership.Status.ACTIVE);
    }

    /** Returns a member who joined after message 2, received message 6 and saw message 4. */
    static Membership member(Room room, Role role, Membership.Status standing) {
        return new Membership(
                membershipId(),
                room.id(),
                userId(),
                role,
                standing,
                Mute.OFF,
                PushLevel.ALL,
                new Watermarks(2, 6, 4),
                NOON,
                7);
    }

    static Draft draft(String body) {
        return new Draft(new Body(body), null, null);
    }

    static Message message(Room room, Membership author) {
        return room.messages()
                .post(author, draft("Hello"), null, messageId(), NOON)
                .message();
    }

    static Secret secret() {
        return new Secret(UUID.randomUUID().toString());
    }

    /** Returns an invite created at noon and valid for a minute. */
    static Invite invite(Room room, Membership maker) {
        return new Invite(secret().digest(), room.id(), maker.id(), NOON, LATER);
    }

    static Member named(Membership membership, String name) {
        return new Member(membership, User.create(membership.user(), new Username(name), name, null, NOON));
    }
}

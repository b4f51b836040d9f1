package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Reaction;
import dev.confab.chat.domain.room.ReactionId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Events of every kind, with and without all that may be missing in them. */
public final class Samples {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private Samples() {}

    /** All of one room. */
    public static List<RoomEvent> roomEvents() {
        var ann = User.create(
                new UserId(UUID.randomUUID()), new Username("ann"), "Ann 👩 שלום", new Email("a@example.org"), NOON);
        var bob = User.create(new UserId(UUID.randomUUID()), new Username("bob"), null, null, NOON);
        var profile = new RoomProfile("Tea", "How to \u0003", null, true, true, false);
        var founded = Room.group(new RoomId(UUID.randomUUID()), profile, ann.id(), NOON)
                .members()
                .addFounder(ann.id(), membershipId(), NOON);
        var owner = founded.value();
        var joined = founded.room().members().join(null, bob.id(), membershipId(), NOON);
        var rerolled = joined.room().members().changeRole(owner, joined.value(), Role.ADMIN, true);
        var draft = new Draft(new Body("Hello \uffff 👋🏽"), null, new ClientId("c-1"));
        var posted = rerolled.room().messages().post(owner, draft, null, messageId(), NOON.plusMillis(1));
        var answer = new Draft(new Body("Hi"), posted.message().id(), null);
        var replied = posted.room()
                .messages()
                .post(rerolled.value(), answer, posted.message(), messageId(), NOON.plusMillis(2));
        var deleted = replied.room().messages().delete(replied.author(), replied.message(), NOON.plusMillis(3));
        var system = deleted.room().members().systemMember(membershipId(), NOON);
        var said = deleted.room()
                .messages()
                .postSystem(system, new Body("Welcome"), null, messageId(), NOON.plusMillis(4));
        var muted = posted.author().withMute(Mute.until(NOON.plusSeconds(60)));
        var described = said.room().changeProfile(owner, RoomProfile.of(null, false), NOON.plusMillis(5));
        var left = described.members().leave(replied.author());
        var edited = left.room()
                .messages()
                .edit(owner, Optional.ofNullable(replied.parent()).orElseThrow(), new Body("Bye"), NOON.plusMillis(6));
        var thumb = new Reaction(
                new ReactionId(UUID.randomUUID()), edited.value().id(), owner.id(), "👍🏽", NOON.plusMillis(7));
        var reacted = edited.room().messages().react(owner, edited.value(), thumb, List.of());
        var unreacted = reacted.room().messages().unreact(owner, reacted.value(), thumb);
        var pinned = unreacted.room().messages().pin(owner, unreacted.value(), NOON.plusMillis(8));
        var author = new Member(posted.author(), ann);
        var given = new MemberReaction(thumb, new Member(owner, ann));
        return List.of(
                new RoomEvent.MemberJoined(new Member(joined.value(), bob)),
                new RoomEvent.MemberUpdated(new Member(rerolled.value(), bob)),
                new RoomEvent.MessageCreated(new MessageDetails(posted.message(), new Member(posted.author(), ann))),
                new RoomEvent.MessageCreated(new MessageDetails(replied.message(), new Member(replied.author(), bob))),
                new RoomEvent.MessageUpdated(new MessageDetails(replied.parent(), new Member(posted.author(), ann))),
                new RoomEvent.MessageDeleted(new MessageDetails(deleted.value(), new Member(replied.author(), bob))),
                new RoomEvent.MessageCreated(new MessageDetails(said.message(), new Member(said.author(), null))),
                new RoomEvent.ReceiptAdvanced(muted, NOON.plusMillis(7)),
                new RoomEvent.RoomUpdated(described),
                new RoomEvent.MemberLeft(new Member(left.value(), bob)),
                new RoomEvent.MessageUpdated(new MessageDetails(edited.value(), new Member(posted.author(), ann))),
                new RoomEvent.PresenceChanged(new Member(muted.withMute(Mute.FOREVER), ann), true),
                new RoomEvent.PresenceChanged(new Member(posted.author(), ann), false),
                new RoomEvent.ReactionAdded(
                        new MessageDetails(reacted.value(), author, List.of(given), List.of()), given),
                new RoomEvent.ReactionRemoved(new MessageDetails(unreacted.value(), author), given),
                new RoomEvent.MessagePinned(new MessageDetails(pinned.value(), author)),
                new RoomEvent.Typing(author, true),
                new RoomEvent.Typing(author, false),
                new RoomEvent.MuteChanged(muted.withMute(Mute.FOREVER)),
                new RoomEvent.VersionAdvanced(pinned.room().id(), 99),
                pinned.room().delete(owner));
    }

    /** The records of a sealed family. */
    public static List<Class<?>> kindsOf(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses())
                        .flatMap(part -> kindsOf(part).stream())
                        .toList()
                : List.of(family);
    }

    private static MembershipId membershipId() {
        return new MembershipId(UUID.randomUUID());
    }

    private static MessageId messageId() {
        return new MessageId(UUID.randomUUID());
    }
}

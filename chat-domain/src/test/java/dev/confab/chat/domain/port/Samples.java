package dev.confab.chat.domain.port;

import dev.confab.chat.domain.room.Body;
import dev.confab.chat.domain.room.ClientId;
import dev.confab.chat.domain.room.Draft;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
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
import dev.confab.chat.domain.room.RoomMessages.PostedMessage;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Sample events of every kind, with and without optional values. */
public final class Samples {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private Samples() {}

    /** Returns events of all kinds, all of one room. */
    public static List<RoomEvent> roomEvents() {
        var chat = Conversation.create();
        var events = new ArrayList<>(chat.events());
        var author = chat.posted().author();
        var deleted = chat.replied()
                .room()
                .messages()
                .delete(chat.replied().author(), chat.replied().message(), NOON.plusMillis(3));
        var system = deleted.room().members().systemMember(membershipId(), NOON);
        var welcome = deleted.room()
                .messages()
                .postSystem(system, new Body("Welcome"), null, messageId(), NOON.plusMillis(4));
        var muted = author.withMute(Mute.until(NOON.plusSeconds(60)));
        var described = welcome.room().changeProfile(chat.owner(), RoomProfile.of(null, false), NOON.plusMillis(5));
        var left = described.members().leave(chat.replied().author());
        var ann = new Member(author, chat.ann());
        events.addAll(List.of(
                new RoomEvent.MessageDeleted(new MessageDetails(
                        deleted.value(), new Member(chat.replied().author(), chat.bob()))),
                new RoomEvent.MessageCreated(new MessageDetails(welcome.message(), new Member(welcome.author(), null))),
                new RoomEvent.ReceiptAdvanced(muted, NOON.plusMillis(7)),
                new RoomEvent.RoomUpdated(described),
                new RoomEvent.MemberLeft(new Member(left.value(), chat.bob())),
                new RoomEvent.PresenceChanged(new Member(muted.withMute(Mute.FOREVER), chat.ann()), true),
                new RoomEvent.PresenceChanged(ann, false),
                new RoomEvent.Typing(ann, true),
                new RoomEvent.Typing(ann, false),
                new RoomEvent.MuteChanged(muted.withMute(Mute.FOREVER))));
        events.addAll(lastEvents(chat, left.room()));
        return List.copyOf(events);
    }

    private static List<RoomEvent> lastEvents(Conversation chat, Room room) {
        var owner = chat.owner();
        var parent = Optional.ofNullable(chat.replied().parent()).orElseThrow();
        var edited = room.messages().edit(owner, parent, new Body("Bye"), NOON.plusMillis(6));
        var thumb = new Reaction(
                new ReactionId(UUID.randomUUID()), edited.value().id(), owner.id(), "👍🏽", NOON.plusMillis(7));
        var reacted = edited.room().messages().react(owner, edited.value(), thumb, List.of());
        var unreacted = reacted.room().messages().unreact(owner, reacted.value(), thumb);
        var pinned = unreacted.room().messages().pin(owner, unreacted.value(), NOON.plusMillis(8));
        var author = new Member(chat.posted().author(), chat.ann());
        var given = new MemberReaction(thumb, new Member(owner, chat.ann()));
        return List.of(
                new RoomEvent.MessageUpdated(new MessageDetails(edited.value(), author)),
                new RoomEvent.ReactionAdded(
                        new MessageDetails(reacted.value(), author, List.of(given), List.of()), given),
                new RoomEvent.ReactionRemoved(new MessageDetails(unreacted.value(), author), given),
                new RoomEvent.MessagePinned(new MessageDetails(pinned.value(), author)),
                new RoomEvent.VersionAdvanced(pinned.room().id(), 99),
                pinned.room().delete(owner));
    }

    /** A room in which Ann, its owner, has posted a message, and Bob, an admin, a reply. */
    private record Conversation(
            User ann,
            User bob,
            Membership owner,
            Membership joined,
            Membership admin,
            PostedMessage posted,
            PostedMessage replied) {

        static Conversation create() {
            var ann = User.create(
                    new UserId(UUID.randomUUID()),
                    new Username("ann"),
                    "Ann 👩 שלום",
                    new Email("a@example.org"),
                    NOON);
            var bob = User.create(new UserId(UUID.randomUUID()), new Username("bob"), null, null, NOON);
            var profile = new RoomProfile("Tea", "How to \u0003", null, true, true, false);
            var created = Room.group(new RoomId(UUID.randomUUID()), profile, ann.id(), NOON)
                    .members()
                    .addFounder(ann.id(), membershipId(), NOON);
            var owner = created.value();
            var joined = created.room().members().join(null, bob.id(), membershipId(), NOON);
            var promoted = joined.room().members().changeRole(owner, joined.value(), Role.ADMIN, true);
            var draft = new Draft(new Body("Hello \uffff 👋🏽"), null, new ClientId("c-1"));
            var posted = promoted.room().messages().post(owner, draft, null, messageId(), NOON.plusMillis(1));
            var reply = new Draft(new Body("Hi"), posted.message().id(), null);
            var replied = posted.room()
                    .messages()
                    .post(promoted.value(), reply, posted.message(), messageId(), NOON.plusMillis(2));
            return new Conversation(ann, bob, owner, joined.value(), promoted.value(), posted, replied);
        }

        List<RoomEvent> events() {
            var author = new Member(posted.author(), ann);
            return List.of(
                    new RoomEvent.MemberJoined(new Member(joined, bob)),
                    new RoomEvent.MemberUpdated(new Member(admin, bob)),
                    new RoomEvent.MessageCreated(new MessageDetails(posted.message(), author)),
                    new RoomEvent.MessageCreated(
                            new MessageDetails(replied.message(), new Member(replied.author(), bob))),
                    new RoomEvent.MessageUpdated(new MessageDetails(replied.parent(), author)));
        }
    }

    /** Returns the records of a sealed hierarchy. */
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

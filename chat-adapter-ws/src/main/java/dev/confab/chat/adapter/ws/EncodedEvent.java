package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.Perspective;
import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.MessageDetails.MemberReaction;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a room are told of one event: a few frames, each encoded when the first viewer needs it and shared
 * by all who see the same. Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class EncodedEvent {

    private static final Perspective OTHERS = new Perspective(null, false);
    private static final Perspective OTHERS_WHO_HAVE_SEEN = new Perspective(null, true);

    private final RoomEvent event;
    private final boolean online;
    private final Instant now;

    /** Those who find themselves in the event: the author, the reactors, the member. */
    private final Map<UserId, MembershipId> named;

    private final Map<Perspective, EncodedFrame> shared = new HashMap<>();
    private final Map<UserId, EncodedFrame> personal = new HashMap<>();

    /**
     * What there is to tell of {@code event}.
     *
     * @param online whether the member is online whom the event is about, if it is about one
     * @param now decides whether a mute with an end is over
     */
    EncodedEvent(RoomEvent event, boolean online, Instant now) {
        this.event = event;
        this.online = online;
        this.now = now;
        this.named = named(event);
    }

    static EncodedEvent of(RoomEvent.Typing event) {
        return new EncodedEvent(event, true, Instant.EPOCH);
    }

    RoomEvent event() {
        return event;
    }

    RoomId room() {
        return event.room();
    }

    /** Must each user's frame be read from the store? */
    boolean isPersonal() {
        return event instanceof RoomEvent.RoomUpdated;
    }

    /** Brings the frames of some users. */
    void supply(Map<UserId, EncodedFrame> frames) {
        personal.putAll(frames);
    }

    /** The frame for {@code viewer}; null while it still has to be read for them, or if there is none for them. */
    @Nullable
    EncodedFrame to(SubscribedUser viewer) {
        if (isPersonal()) {
            return personal.get(viewer.user());
        }
        return concerns(viewer) ? shared.computeIfAbsent(eyesOf(viewer), this::encode) : null;
    }

    private boolean concerns(SubscribedUser viewer) {
        return switch (event) {
            case RoomEvent.Typing typing -> !named.containsKey(viewer.user());
            case RoomEvent.MuteChanged changed -> changed.membership().isOf(viewer.user());
            default -> true;
        };
    }

    /** Is this the last that {@code viewer} hears of the room? */
    boolean isLastFor(SubscribedUser viewer) {
        return switch (event) {
            case RoomEvent.MemberLeft left -> left.member().membership().isOf(viewer.user());
            case RoomEvent.RoomDeleted deleted -> true;
            default -> false;
        };
    }

    private static Map<UserId, MembershipId> named(RoomEvent event) {
        var people = new HashMap<UserId, MembershipId>();
        membersIn(event).map(Member::membership).forEach(membership -> {
            if (membership.user() != null) {
                people.put(membership.user(), membership.id());
            }
        });
        return people;
    }

    private static Stream<Member> membersIn(RoomEvent event) {
        return switch (event) {
            case RoomEvent.ReactionRemoved removed ->
                Stream.concat(
                        membersIn(removed.details()),
                        Stream.of(removed.reaction().member()));
            case RoomEvent.MessageEvent of -> membersIn(of.details());
            case RoomEvent.MemberEvent of -> Stream.of(of.member());
            case RoomEvent.PresenceChanged changed -> Stream.of(changed.member());
            case RoomEvent.Typing typing -> Stream.of(typing.member());
            case RoomEvent.RoomUpdated updated -> Stream.empty();
            case RoomEvent.MuteChanged changed -> Stream.empty();
            case RoomEvent.VersionAdvanced reached -> Stream.empty();
            case RoomEvent.RoomDeleted deleted -> Stream.empty();
            case RoomEvent.ReceiptAdvanced advanced -> Stream.empty();
        };
    }

    private static Stream<Member> membersIn(MessageDetails authored) {
        return Stream.concat(
                Stream.of(authored.author()), authored.reactions().stream().map(MemberReaction::member));
    }

    private Perspective eyesOf(SubscribedUser viewer) {
        var me = named.get(viewer.user());
        boolean hasSeen = hasSeen(viewer, me);
        if (me == null) {
            return hasSeen ? OTHERS_WHO_HAVE_SEEN : OTHERS;
        }
        return new Perspective(me, hasSeen);
    }

    /** Authors have seen what they wrote. */
    private boolean hasSeen(SubscribedUser viewer, @Nullable MembershipId me) {
        return event instanceof RoomEvent.MessageEvent of
                && (of.details().message().author().equals(me)
                        || viewer.hasSeen(of.details().message()));
    }

    private EncodedFrame encode(Perspective eyes) {
        return switch (event) {
            case RoomEvent.MessageCreated e -> Frames.message("message.created", json(e, eyes));
            case RoomEvent.MessageUpdated e -> Frames.message("message.updated", json(e, eyes));
            case RoomEvent.MessageDeleted e -> Frames.message("message.deleted", json(e, eyes));
            case RoomEvent.MessagePinned e -> Frames.message("message.pinned", json(e, eyes));
            case RoomEvent.ReactionAdded e ->
                Frames.reaction("reaction.added", json(e, eyes), json(e, e.reaction(), eyes));
            case RoomEvent.ReactionRemoved e ->
                Frames.reaction("reaction.removed", json(e, eyes), json(e, e.reaction(), eyes));
            case RoomEvent.MemberJoined e -> Frames.member("member.joined", json(e.member(), eyes, online));
            case RoomEvent.MemberUpdated e -> Frames.member("member.updated", json(e.member(), eyes, online));
            case RoomEvent.MemberLeft e ->
                eyes.me() != null
                        ? Frames.roomGone("room.left", e.room(), e.version())
                        : Frames.member("member.left", json(e.member(), eyes, online));
            case RoomEvent.RoomUpdated e -> throw new IllegalStateException("one frame for each user");
            case RoomEvent.RoomDeleted e -> Frames.roomGone("room.deleted", e.room(), e.version());
            case RoomEvent.ReceiptAdvanced e -> Frames.receipt(e);
            case RoomEvent.Typing e -> Frames.typing(e);
            case RoomEvent.MuteChanged e -> Frames.mute(e.membership(), now);
            case RoomEvent.VersionAdvanced e -> throw new IllegalStateException("tells of nothing");
            case RoomEvent.PresenceChanged e -> Frames.presence(json(e.member(), eyes, e.isOnline()));
        };
    }

    private static MessageJson json(RoomEvent.MessageEvent event, Perspective eyes) {
        return MessageJson.in(eyes, event.details());
    }

    private static MessageJson json(RoomEvent.MessageEvent event, MemberReaction reacted, Perspective eyes) {
        return MessageJson.in(eyes, event.details().message(), reacted);
    }

    private static RoomUserJson json(Member member, Perspective eyes, boolean online) {
        return RoomUserJson.of(
                member, eyes.me() == null ? null : member.membership().user(), online);
    }
}

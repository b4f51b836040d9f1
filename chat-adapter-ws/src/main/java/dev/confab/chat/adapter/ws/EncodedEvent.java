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
 * The frames of one event. A frame is encoded when the first viewer needs it, and shared by all viewers with the same
 * {@link Perspective}. Guarded by the monitor of the room's {@link RoomChannel}.
 */
final class EncodedEvent {

    private static final Perspective OTHERS = new Perspective(null, false);
    private static final Perspective OTHERS_SEEN = new Perspective(null, true);

    private final RoomEvent event;
    private final boolean isOnline;
    private final Instant now;

    /** The memberships that the event names: the author, reacting members, or the changed member. */
    private final Map<UserId, MembershipId> named;

    private final Map<Perspective, EncodedFrame> byPerspective = new HashMap<>();
    private final Map<UserId, EncodedFrame> byUser = new HashMap<>();

    /**
     * @param isOnline whether the member in the event is online, if the event is about one
     * @param now decides whether a temporary mute has ended
     */
    EncodedEvent(RoomEvent event, boolean isOnline, Instant now) {
        this.event = event;
        this.isOnline = isOnline;
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

    /** Whether each user's frame has to be read from the store. */
    private boolean isPersonal() {
        return event instanceof RoomEvent.RoomUpdated;
    }

    /** Adds personal frames that were read from the store. */
    void addFrames(Map<UserId, EncodedFrame> frames) {
        byUser.putAll(frames);
    }

    /** Returns the frame for a subscriber. Returns null if it has to be read first, or if the user gets none. */
    @Nullable
    EncodedFrame frameFor(Subscriber subscriber) {
        if (isPersonal()) {
            return byUser.get(subscriber.userId());
        }
        return concerns(subscriber.userId())
                ? byPerspective.computeIfAbsent(perspectiveOf(subscriber), this::encode)
                : null;
    }

    private boolean concerns(UserId userId) {
        return switch (event) {
            case RoomEvent.Typing typing -> !named.containsKey(userId);
            case RoomEvent.MuteChanged changed -> changed.membership().isOf(userId);
            default -> true;
        };
    }

    /** Whether this is the last event of the room that the subscriber receives. */
    boolean isLastFor(Subscriber subscriber) {
        return switch (event) {
            case RoomEvent.MemberLeft left -> left.member().membership().isOf(subscriber.userId());
            case RoomEvent.RoomDeleted deleted -> true;
            default -> false;
        };
    }

    private static Map<UserId, MembershipId> named(RoomEvent event) {
        var named = new HashMap<UserId, MembershipId>();
        membersIn(event).map(Member::membership).forEach(membership -> {
            if (membership.user() != null) {
                named.put(membership.user(), membership.id());
            }
        });
        return named;
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

    private static Stream<Member> membersIn(MessageDetails details) {
        return Stream.concat(
                Stream.of(details.author()), details.reactions().stream().map(MemberReaction::member));
    }

    private Perspective perspectiveOf(Subscriber subscriber) {
        var me = named.get(subscriber.userId());
        boolean hasSeen = hasSeen(subscriber, me);
        if (me == null) {
            return hasSeen ? OTHERS_SEEN : OTHERS;
        }
        return new Perspective(me, hasSeen);
    }

    /** Whether the subscriber's user has seen the message. Authors have seen their own messages. */
    private boolean hasSeen(Subscriber subscriber, @Nullable MembershipId me) {
        return event instanceof RoomEvent.MessageEvent of
                && (of.details().message().author().equals(me)
                        || subscriber.hasSeen(of.details().message()));
    }

    private EncodedFrame encode(Perspective viewer) {
        return switch (event) {
            case RoomEvent.MessageCreated e -> Frames.message("message.created", json(e, viewer));
            case RoomEvent.MessageUpdated e -> Frames.message("message.updated", json(e, viewer));
            case RoomEvent.MessageDeleted e -> Frames.message("message.deleted", json(e, viewer));
            case RoomEvent.MessagePinned e -> Frames.message("message.pinned", json(e, viewer));
            case RoomEvent.ReactionAdded e ->
                Frames.reaction("reaction.added", json(e, viewer), json(e, e.reaction(), viewer));
            case RoomEvent.ReactionRemoved e ->
                Frames.reaction("reaction.removed", json(e, viewer), json(e, e.reaction(), viewer));
            case RoomEvent.MemberJoined e -> Frames.member("member.joined", json(e.member(), viewer, isOnline));
            case RoomEvent.MemberUpdated e -> Frames.member("member.updated", json(e.member(), viewer, isOnline));
            case RoomEvent.MemberLeft e ->
                viewer.me() != null
                        ? Frames.roomGone("room.left", e.room(), e.version())
                        : Frames.member("member.left", json(e.member(), viewer, isOnline));
            case RoomEvent.RoomUpdated e -> throw new IllegalStateException("room.updated has a frame for each user");
            case RoomEvent.RoomDeleted e -> Frames.roomGone("room.deleted", e.room(), e.version());
            case RoomEvent.ReceiptAdvanced e -> Frames.receipt(e);
            case RoomEvent.Typing e -> Frames.typing(e);
            case RoomEvent.MuteChanged e -> Frames.mute(e.membership(), now);
            case RoomEvent.VersionAdvanced e -> throw new IllegalStateException("VersionAdvanced has no frame");
            case RoomEvent.PresenceChanged e -> Frames.presence(json(e.member(), viewer, e.isOnline()));
        };
    }

    private static MessageJson json(RoomEvent.MessageEvent event, Perspective viewer) {
        return MessageJson.in(viewer, event.details());
    }

    private static MessageJson json(RoomEvent.MessageEvent event, MemberReaction reaction, Perspective viewer) {
        return MessageJson.in(viewer, event.details().message(), reaction);
    }

    private static RoomUserJson json(Member member, Perspective viewer, boolean isOnline) {
        return RoomUserJson.of(
                member, viewer.me() == null ? null : member.membership().user(), isOnline);
    }
}

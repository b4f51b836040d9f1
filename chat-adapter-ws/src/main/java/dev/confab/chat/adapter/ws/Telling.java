package dev.confab.chat.adapter.ws;

import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.domain.room.Authored;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Mute;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.Standing;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a room are told of one event: a few frames, each encoded when the first viewer needs it and shared
 * by all who see the same. Guarded by the monitor of the room's {@link Feed}.
 */
final class Telling {

    /** In whose eyes. People who are named in a frame, like reactors, will be variants of their own. */
    private enum Variant {
        /** Whoever the event is about: the author, the member. */
        SELF,
        /** Others who have seen the message. */
        SEEN,
        OTHERS
    }

    /** The membership of somebody, never the author, who has seen every message. */
    private static final Membership SEEN_ALL = new Membership(
            new MembershipId(new UUID(0, 0)),
            new RoomId(new UUID(0, 0)),
            null,
            Role.MEMBER,
            Standing.ACTIVE,
            Mute.OFF,
            0,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Instant.EPOCH,
            0);

    private final RoomEvent event;
    private final boolean online;
    private final Map<Variant, Frame> shared = new EnumMap<>(Variant.class);
    private final Map<UserId, Frame> personal = new HashMap<>();

    /** @param online whether the member is online whom the event is about, if it is about one */
    Telling(RoomEvent event, boolean online) {
        this.event = event;
        this.online = online;
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

    /** Brings the frame of one user. */
    void supply(UserId user, Frame frame) {
        personal.put(user, frame);
    }

    /** The frame for {@code viewer}; null while it still has to be read for them. */
    @Nullable
    Frame to(Viewer viewer) {
        return isPersonal() ? personal.get(viewer.user()) : shared.computeIfAbsent(variantFor(viewer), this::encode);
    }

    /** Is this the last that {@code viewer} hears of the room? */
    boolean isLastFor(Viewer viewer) {
        return switch (event) {
            case RoomEvent.MemberLeft left -> isAbout(left.member(), viewer);
            case RoomEvent.RoomDeleted deleted -> true;
            default -> false;
        };
    }

    private Variant variantFor(Viewer viewer) {
        return switch (event) {
            case RoomEvent.OfMessage of -> variantFor(viewer, of.authored());
            case RoomEvent.OfMember of -> variantFor(viewer, of.member());
            case RoomEvent.PresenceChanged changed -> variantFor(viewer, changed.member());
            case RoomEvent.RoomUpdated updated -> Variant.OTHERS;
            case RoomEvent.RoomDeleted deleted -> Variant.OTHERS;
            case RoomEvent.ReceiptAdvanced advanced -> Variant.OTHERS;
        };
    }

    private static Variant variantFor(Viewer viewer, Authored authored) {
        if (isAbout(authored.author(), viewer)) {
            return Variant.SELF;
        }
        return viewer.hasSeen(authored.message()) ? Variant.SEEN : Variant.OTHERS;
    }

    private static Variant variantFor(Viewer viewer, Member member) {
        return isAbout(member, viewer) ? Variant.SELF : Variant.OTHERS;
    }

    private static boolean isAbout(Member member, Viewer viewer) {
        return member.membership().isOf(viewer.user());
    }

    private Frame encode(Variant variant) {
        return switch (event) {
            case RoomEvent.MessageCreated e -> Frames.message("message.created", json(e, variant));
            case RoomEvent.MessageUpdated e -> Frames.message("message.updated", json(e, variant));
            case RoomEvent.MessageDeleted e -> Frames.message("message.deleted", json(e, variant));
            case RoomEvent.MemberJoined e -> Frames.member("member.joined", json(e.member(), variant, online));
            case RoomEvent.MemberUpdated e -> Frames.member("member.updated", json(e.member(), variant, online));
            case RoomEvent.MemberLeft e ->
                variant == Variant.SELF
                        ? Frames.roomGone("room.left", e.room(), e.version())
                        : Frames.member("member.left", json(e.member(), variant, online));
            case RoomEvent.RoomUpdated e -> throw new IllegalStateException("one frame for each user");
            case RoomEvent.RoomDeleted e -> Frames.roomGone("room.deleted", e.room(), e.version());
            case RoomEvent.ReceiptAdvanced e -> Frames.receipt(e);
            case RoomEvent.PresenceChanged e -> Frames.presence(json(e.member(), variant, e.isOnline()));
        };
    }

    private static MessageJson json(RoomEvent.OfMessage event, Variant variant) {
        var authored = event.authored();
        return switch (variant) {
            case SELF -> MessageJson.of(authored, authored.author().membership());
            case SEEN -> MessageJson.of(authored, SEEN_ALL);
            case OTHERS -> MessageJson.of(authored, null);
        };
    }

    private static RoomUserJson json(Member member, Variant variant, boolean online) {
        return RoomUserJson.of(
                member, variant == Variant.SELF ? member.membership().user() : null, online);
    }
}

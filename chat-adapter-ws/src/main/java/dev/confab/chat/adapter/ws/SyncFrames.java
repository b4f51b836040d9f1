package dev.confab.chat.adapter.ws;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.MessageJson;
import dev.confab.chat.adapter.wire.Perspective;
import dev.confab.chat.adapter.wire.RoomUserJson;
import dev.confab.chat.application.sync.Sync.Delta;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The {@code synced} frames that bring some users of a room up to date, in parts of about {@value #PART_BYTES} bytes. Users
 * who left the room have no frames. Each row is encoded once for all users who see the same. Immutable.
 */
final class SyncFrames {

    /** Size of a part: well below the limit of an {@link OutboundQueue}. */
    static final int PART_BYTES = 128 * 1024;

    private final long to;
    private final Map<UserId, List<EncodedFrame>> frames;
    private final Map<UserId, Membership> memberships;

    private SyncFrames(long to, Map<UserId, List<EncodedFrame>> frames, Map<UserId, Membership> memberships) {
        this.to = to;
        this.frames = Map.copyOf(frames);
        this.memberships = Map.copyOf(memberships);
    }

    static SyncFrames of(Delta delta, Predicate<UserId> isOnline, Instant now) {
        var encoder = new Encoder(delta, isOnline, now);
        var frames = new HashMap<UserId, List<EncodedFrame>>();
        var memberships = new HashMap<UserId, Membership>();
        delta.views().forEach((user, view) -> {
            var mine = view.mine();
            if (mine != null) {
                frames.put(user, encoder.framesFor(view, mine));
                memberships.put(user, mine);
            }
        });
        return new SyncFrames(delta.to(), frames, memberships);
    }

    /** Returns {@code room.created} for a room that is new to its viewer. */
    static SyncFrames created(RoomView view, Instant now) {
        var mine = view.mine();
        return new SyncFrames(
                view.room().version(),
                Map.of(view.viewer(), List.of(Frames.roomCreated(view, now))),
                mine == null ? Map.of() : Map.of(view.viewer(), mine));
    }

    /** Returns the version of the room after the last frame. */
    long to() {
        return to;
    }

    boolean isMember(UserId user) {
        return memberships.containsKey(user);
    }

    long seenSeq(UserId user) {
        var mine = memberships.get(user);
        return mine == null ? 0 : mine.seenSeq();
    }

    List<EncodedFrame> frames(UserId user) {
        return frames.getOrDefault(user, List.of());
    }

    /** Returns a copy with only the last frame of {@code user}; the others were sent already. */
    SyncFrames lastFor(UserId user) {
        var all = frames(user);
        var last = all.subList(Math.max(0, all.size() - 1), all.size());
        return new SyncFrames(to, Map.of(user, last), memberships);
    }

    /** Encodes the rows of a delta. */
    private static final class Encoder {

        private record MemberKey(Member member, @Nullable UserId viewer) {}

        /** Estimated size of a message or reaction without its text. */
        private static final int ROW_BYTES = 1_024;

        private final Delta delta;
        private final Predicate<UserId> isOnline;
        private final Instant now;
        private final IdentityHashMap<MessageDetails, Map<Perspective, RawValue>> messages = new IdentityHashMap<>();
        private final Map<MemberKey, RawValue> members = new HashMap<>();

        Encoder(Delta delta, Predicate<UserId> isOnline, Instant now) {
            this.delta = delta;
            this.isOnline = isOnline;
            this.now = now;
        }

        List<EncodedFrame> framesFor(RoomView view, Membership mine) {
            if (delta.reset()) {
                return List.of(Frames.syncedByReset(view, delta.from(), now));
            }
            var parts = parts();
            var frames = new ArrayList<EncodedFrame>();
            for (int number = 0; number < parts.size(); number++) {
                var messages = parts.get(number).stream()
                        .map(message -> json(message, mine))
                        .toList();
                boolean complete = number == parts.size() - 1;
                var members = complete ? members(view.viewer()) : List.<RawValue>of();
                frames.add(Frames.synced(view, delta.from(), messages, members, complete, now));
            }
            return frames;
        }

        /** Splits the messages into parts, in order. Without messages there is one empty part. */
        private List<List<MessageDetails>> parts() {
            var parts = new ArrayList<List<MessageDetails>>();
            var part = new ArrayList<MessageDetails>();
            int size = 0;
            for (var message : delta.messages()) {
                if (size > PART_BYTES) {
                    parts.add(part);
                    part = new ArrayList<>();
                    size = 0;
                }
                part.add(message);
                size += ROW_BYTES * (1 + message.reactions().size())
                        + message.message().body().length();
            }
            parts.add(part);
            return parts;
        }

        private RawValue json(MessageDetails details, Membership mine) {
            var perspective = Perspective.in(mine, details);
            return messages.computeIfAbsent(details, first -> new HashMap<>())
                    .computeIfAbsent(perspective, key -> new RawValue(Json.write(MessageJson.in(key, details))));
        }

        private List<RawValue> members(UserId viewer) {
            return delta.members().stream().map(member -> json(member, viewer)).toList();
        }

        private RawValue json(Member member, UserId viewer) {
            var user = member.membership().user();
            boolean isViewer = viewer.equals(user);
            return members.computeIfAbsent(
                    new MemberKey(member, isViewer ? viewer : null),
                    key -> new RawValue(
                            Json.write(RoomUserJson.of(member, key.viewer(), user != null && isOnline.test(user)))));
        }
    }
}

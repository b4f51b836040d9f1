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
 * What some users have missed of a room, as the frames that tell each of them: {@code synced}, in parts of about {@value
 * #PART} bytes. Who is out of the room has none. Each row is encoded once for all who see the same of it. Immutable.
 */
final class SyncFrames {

    /** Well below what may wait for one connection. */
    static final int PART = 128 * 1024;

    private final long to;
    private final Map<UserId, List<EncodedFrame>> frames;
    private final Map<UserId, Membership> memberships;

    private SyncFrames(long to, Map<UserId, List<EncodedFrame>> frames, Map<UserId, Membership> memberships) {
        this.to = to;
        this.frames = Map.copyOf(frames);
        this.memberships = Map.copyOf(memberships);
    }

    static SyncFrames of(Delta delta, Predicate<UserId> isOnline, Instant now) {
        var encoding = new Encoding(delta, isOnline, now);
        var frames = new HashMap<UserId, List<EncodedFrame>>();
        var memberships = new HashMap<UserId, Membership>();
        delta.views().forEach((user, view) -> {
            var mine = view.mine();
            if (mine != null) {
                frames.put(user, encoding.framesFor(view, mine));
                memberships.put(user, mine);
            }
        });
        return new SyncFrames(delta.to(), frames, memberships);
    }

    /** The room comes as a new one. */
    static SyncFrames created(RoomView view, Instant now) {
        var mine = view.mine();
        return new SyncFrames(
                view.room().version(),
                Map.of(view.viewer(), List.of(Frames.roomCreated(view, now))),
                mine == null ? Map.of() : Map.of(view.viewer(), mine));
    }

    /** The room's version that whoever has all frames knows. */
    long to() {
        return to;
    }

    boolean isIn(UserId user) {
        return memberships.containsKey(user);
    }

    long seenSeq(UserId user) {
        var mine = memberships.get(user);
        return mine == null ? 0 : mine.seenSeq();
    }

    List<EncodedFrame> frames(UserId user) {
        return frames.getOrDefault(user, List.of());
    }

    /** Without the frames of {@code user} that were sent already: all but the last. */
    SyncFrames lastFor(UserId user) {
        var all = frames(user);
        var last = all.subList(Math.max(0, all.size() - 1), all.size());
        return new SyncFrames(to, Map.of(user, last), memberships);
    }

    /** Rows in the making. */
    private static final class Encoding {

        private record Known(Member member, @Nullable UserId viewer) {}

        /** Less than the row has, but for what people wrote and how often they reacted. */
        private static final int ROW = 1_024;

        private final Delta delta;
        private final Predicate<UserId> isOnline;
        private final Instant now;
        private final IdentityHashMap<MessageDetails, Map<Perspective, RawValue>> messages = new IdentityHashMap<>();
        private final Map<Known, RawValue> members = new HashMap<>();

        Encoding(Delta delta, Predicate<UserId> isOnline, Instant now) {
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

        /** The messages in parts, in their order; one empty part if there are none. */
        private List<List<MessageDetails>> parts() {
            var parts = new ArrayList<List<MessageDetails>>();
            var part = new ArrayList<MessageDetails>();
            int size = 0;
            for (var message : delta.messages()) {
                if (size > PART) {
                    parts.add(part);
                    part = new ArrayList<>();
                    size = 0;
                }
                part.add(message);
                size += ROW * (1 + message.reactions().size())
                        + message.message().body().length();
            }
            parts.add(part);
            return parts;
        }

        private RawValue json(MessageDetails authored, Membership mine) {
            var eyes = Perspective.in(mine, authored);
            return messages.computeIfAbsent(authored, first -> new HashMap<>())
                    .computeIfAbsent(eyes, own -> new RawValue(Json.write(MessageJson.in(own, authored))));
        }

        private List<RawValue> members(UserId viewer) {
            return delta.members().stream().map(member -> json(member, viewer)).toList();
        }

        private RawValue json(Member member, UserId viewer) {
            var user = member.membership().user();
            boolean isViewer = viewer.equals(user);
            return members.computeIfAbsent(
                    new Known(member, isViewer ? viewer : null),
                    key -> new RawValue(
                            Json.write(RoomUserJson.of(member, key.viewer(), user != null && isOnline.test(user)))));
        }
    }
}

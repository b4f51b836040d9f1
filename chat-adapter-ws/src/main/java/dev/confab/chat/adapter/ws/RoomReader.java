package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.Chat;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what events do not carry from the application, and encodes it as frames. Each read serves several users. All
 * methods block, so no lock may be held.
 */
final class RoomReader {

    private final Chat chat;
    private final InstantSource clock;

    RoomReader(Chat chat, InstantSource clock) {
        this.chat = chat;
        this.clock = clock;
    }

    /**
     * Reads what has changed in a room since {@code version}, for each of {@code users}.
     *
     * @throws Refusal.NotFound if the room has been deleted
     * @throws Unavailable if the store is unavailable
     */
    SyncFrames changesSince(RoomId room, long version, Set<UserId> users) {
        var delta = chat.sync().since(room, version, users);
        return SyncFrames.of(delta, chat.presence()::isOnline, clock.instant());
    }

    /** Encodes a room that is new to its viewer. */
    SyncFrames created(RoomView view) {
        return SyncFrames.created(view, clock.instant());
    }

    /** Reads the {@code room.updated} frames for {@code users}. Returns an empty map if that fails. */
    Map<UserId, EncodedFrame> updatedFrames(RoomEvent.RoomUpdated event, Set<UserId> users) {
        try {
            var views = chat.rooms().viewsOf(event.room(), users);
            var now = clock.instant();
            return users.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), user -> Frames.roomUpdated(view(user, event, views.get(user)), now)));
        } catch (RuntimeException failure) {
            ReadExecutor.log(failure);
            return Map.of();
        }
    }

    /**
     * Returns the room as the event left it, with current values for everything that the event does not carry.
     *
     * @param view null if the user has left since; the frame then only keeps the versions dense
     */
    private static RoomView view(UserId user, RoomEvent.RoomUpdated event, @Nullable RoomView view) {
        if (view == null) {
            return new RoomView(user, event.updated(), null, List.of(), 0, null, List.of());
        }
        var mine = view.mine() == null ? null : asOf(event, view.mine());
        return new RoomView(
                user, event.updated(), mine, view.firstMembers(), view.onlineCount(), view.last(), view.categories());
    }

    /** Limits the watermarks to the last message that the room had at the time of the event. */
    private static Membership asOf(RoomEvent.RoomUpdated event, Membership mine) {
        return mine.withWatermarks(mine.watermarks().limitedTo(event.updated().messageSeq()));
    }
}

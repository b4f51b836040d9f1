package dev.confab.chat.adapter.ws;

import dev.confab.chat.application.presence.Presence;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomEvents;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@link RoomChannel}s of this node: one for each room that a connection is subscribed to. Creates and removes them,
 * and runs their {@link DeferredActions}, timers and reads. Callable from every thread; the caller must not hold a lock.
 */
final class RoomChannels {

    private final WsAdapter.Settings settings;
    private final Heartbeat heartbeat;
    private final ReadExecutor readers;
    private final RoomReader reader;
    private final ReplayBuffer buffer = new ReplayBuffer();
    private final ConcurrentMap<RoomId, RoomChannel> byRoom = new ConcurrentHashMap<>();
    private volatile RoomEvents.@Nullable RoomSubscription subscription;

    RoomChannels(WsAdapter.Settings settings, Heartbeat heartbeat, ReadExecutor readers, RoomReader reader) {
        this.settings = settings;
        this.heartbeat = heartbeat;
        this.readers = readers;
        this.reader = reader;
    }

    /** Sets the subscription that follows the rooms with channels. Called once, before the first connection. */
    void followWith(RoomEvents.RoomSubscription roomSubscription) {
        subscription = roomSubscription;
    }

    // --- registry --------------------------------------------------------------------------------------------------

    /** Returns the channel of {@code room}, or null if no connection is subscribed to it. */
    @Nullable
    RoomChannel find(RoomId room) {
        return byRoom.get(room);
    }

    Set<RoomId> rooms() {
        return Set.copyOf(byRoom.keySet());
    }

    /** Returns a position in the replay buffer after all events so far. */
    ReplayBuffer.Position position() {
        return buffer.position();
    }

    /** Subscribes a connection to a room, unless it is subscribed already. */
    void subscribe(SubscribeRequest request) {
        boolean isSubscribed = false;
        while (!isSubscribed) {
            var channel = byRoom.computeIfAbsent(request.room(), this::create);
            isSubscribed = tryUpdate(channel, actions -> channel.subscribe(request, actions));
            if (!isSubscribed) {
                remove(channel);
            }
        }
    }

    /** Ends all subscriptions of a connection. */
    void unsubscribe(Connection connection) {
        for (var room : connection.rooms()) {
            var channel = byRoom.get(room);
            if (channel != null) {
                update(channel, actions -> channel.unsubscribe(connection, actions));
            }
        }
    }

    private RoomChannel create(RoomId room) {
        var follower = subscription;
        if (follower != null) {
            follower.follow(room);
        }
        return new RoomChannel(room, buffer, settings.intervals().receiptPause());
    }

    /** Removes a closed channel. Runs under the map's lock, as creation does, so a recreated room stays followed. */
    void remove(RoomChannel closed) {
        byRoom.computeIfPresent(closed.room(), (room, channel) -> channel == closed ? unfollow(room) : channel);
    }

    /** Returns null, which removes the map entry. */
    @SuppressWarnings("NullAway")
    private RoomChannel unfollow(RoomId room) {
        var follower = subscription;
        if (follower != null) {
            follower.unfollow(room);
        }
        return null;
    }

    // --- delivery --------------------------------------------------------------------------------------------------

    /**
     * Records an event in the replay buffer and delivers it to the subscribers of its room.
     *
     * @param isOnline whether the member in the event is online, if the event is about one
     */
    void deliver(RoomEvent event, boolean isOnline) {
        var entry =
                buffer.append(new EncodedEvent(event, isOnline, settings.clock().instant()));
        var channel = byRoom.get(event.room());
        if (channel != null) {
            update(channel, actions -> channel.deliver(entry, actions));
        }
    }

    /** Updates a channel, then runs the actions that the update has collected. */
    void update(RoomChannel channel, Consumer<DeferredActions> work) {
        var actions = new DeferredActions(this, channel);
        work.accept(actions);
        actions.run();
    }

    /** Updates a channel as {@link #update} does, and returns the result of {@code work}. */
    boolean tryUpdate(RoomChannel channel, Predicate<DeferredActions> work) {
        var actions = new DeferredActions(this, channel);
        boolean isDone = work.test(actions);
        actions.run();
        return isDone;
    }

    // --- deferred actions ------------------------------------------------------------------------------------------

    void scheduleCheck(RoomChannel channel) {
        heartbeat.schedule(settings.intervals().repairDelay(), () -> update(channel, channel::checkGaps));
    }

    void scheduleTypingExpiry(RoomChannel channel) {
        heartbeat.schedule(Presence.TYPING, () -> update(channel, channel::expireTyping));
    }

    void scheduleReceipts(RoomChannel channel, Duration delay) {
        if (delay.isZero()) {
            update(channel, channel::deliverReceipts);
        } else {
            heartbeat.schedule(delay, () -> update(channel, channel::deliverReceipts));
        }
    }

    /** Reads the frames of a changed room in the background: once for all paused subscribers. */
    void readFrames(RoomChannel channel, ReplayBuffer.Entry entry, List<Subscriber.Pause> pauses) {
        if (entry.event() instanceof RoomEvent.RoomUpdated event) {
            readers.run(() -> {
                var frames = reader.updatedFrames(event, users(pauses));
                update(channel, actions -> channel.resumeWithFrames(entry, pauses, frames, actions));
            });
        }
    }

    /** Reads the changes since {@code version} in the background: once for all paused subscribers. */
    void resync(RoomChannel channel, long version, List<Subscriber.Pause> pauses) {
        readers.run(() -> {
            try {
                var changes = reader.changesSince(channel.room(), version, users(pauses));
                update(channel, actions -> channel.resumeWithChanges(pauses, changes, actions));
            } catch (Refusal.NotFound deleted) {
                update(channel, channel::endAsDeleted);
            } catch (RuntimeException failure) {
                ReadExecutor.log(failure);
                update(channel, actions -> channel.resumeWithoutChanges(pauses, actions));
            }
        });
    }

    private static Set<UserId> users(List<Subscriber.Pause> pauses) {
        return pauses.stream().map(Subscriber.Pause::userId).collect(Collectors.toSet());
    }
}

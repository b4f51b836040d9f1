package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One room on this node, for the connections that are subscribed to it.
 *
 * <p>Its monitor guards the subscribers, {@link GapRepair}, the waiting receipts, the typing members and the
 * {@link EncodedEvent}s of the room. Frames are encoded and queued under the monitor. Nothing is written, closed or read
 * under it: such work is collected in {@link DeferredActions}.
 */
final class RoomChannel {

    private final RoomId room;
    private final ReceiptBatch receipts;
    private final TypingState typing = new TypingState();
    private final RoomSubscribers subscribers = new RoomSubscribers();
    private final GapRepair gaps;
    private final RoomDelivery delivery;
    private boolean closed;

    RoomChannel(RoomId room, ReplayBuffer buffer, Duration receiptPause) {
        this.room = room;
        this.receipts = new ReceiptBatch(receiptPause);
        this.gaps = new GapRepair(subscribers, buffer);
        this.delivery = new RoomDelivery(room, subscribers, gaps, buffer);
    }

    RoomId room() {
        return room;
    }

    // --- subscriptions ---------------------------------------------------------------------------------------------

    /** Subscribes a connection unless it is subscribed already. Returns false if the room needs a new channel. */
    synchronized boolean subscribe(SubscribeRequest request, DeferredActions actions) {
        if (closed) {
            return false;
        }
        var connection = request.connection();
        if (subscribers.find(connection) == null && connection.addRoom(room)) {
            start(new Subscriber(connection, request.first() != null, request.version()), request, actions);
        }
        subscribers.raiseSeen(connection.userId(), request.seenSeq());
        removeEnded(actions);
        return true;
    }

    private void start(Subscriber subscriber, SubscribeRequest request, DeferredActions actions) {
        boolean isFirst = subscribers.isEmpty();
        subscribers.add(subscriber);
        subscribers.raiseSeen(subscriber.userId(), request.seenSeq());
        if (request.first() != null) {
            actions.send(subscriber.connection(), request.first());
        }
        var position = request.position().link();
        if (isFirst) {
            gaps.restartAt(Math.max(subscriber.version(), lastVersionAfter(position)));
        }
        delivery.replay(subscriber, position, true, actions);
        gaps.expect(Math.max(gaps.deliveredVersion(), subscriber.version()), actions);
    }

    /** Returns the highest version in the replay buffer after {@code position}, which the replay delivers. */
    private long lastVersionAfter(ReplayBuffer.@Nullable Link position) {
        long last = 0;
        for (var next = position == null ? null : position.next(); next != null; next = next.next()) {
            if (next.event() instanceof RoomEvent.Versioned event
                    && event.room().equals(room)) {
                last = Math.max(last, event.version());
            }
        }
        return last;
    }

    /** Ends the subscription of a connection that has closed. */
    synchronized void unsubscribe(Connection connection, DeferredActions actions) {
        var subscriber = subscribers.find(connection);
        if (subscriber != null) {
            subscriber.end();
        }
        removeEnded(actions);
    }

    /** Ends all subscriptions because the store no longer has the room. */
    synchronized void endAsDeleted(DeferredActions actions) {
        for (var ofUser : subscribers.lists()) {
            for (var subscriber : ofUser) {
                if (!subscriber.hasEnded()) {
                    delivery.endWith("room.deleted", subscriber, actions);
                }
            }
        }
        removeEnded(actions);
    }

    /** Removes subscribers that have ended. A channel without subscribers is closed for good. */
    private void removeEnded(DeferredActions actions) {
        subscribers.removeEnded(room);
        if (subscribers.isEmpty() && !closed) {
            closed = true;
            actions.removeChannel();
        }
    }

    // --- events ----------------------------------------------------------------------------------------------------

    /** Delivers an event of the room to its subscribers. */
    synchronized void deliver(ReplayBuffer.Entry entry, DeferredActions actions) {
        subscribers.raiseSeen(entry.event());
        switch (entry.event()) {
            case RoomEvent.Versioned event -> delivery.deliver(entry, event, actions);
            case RoomEvent.ReceiptAdvanced event ->
                receipts.add(event, entry.encoded()).ifPresent(actions::scheduleReceipts);
            case RoomEvent.Typing event -> {
                if (typing.update(event)) {
                    delivery.sendToAll(entry.encoded(), actions);
                }
                scheduleTypingExpiry(actions);
            }
            case RoomEvent.VersionAdvanced event -> gaps.expect(event.version(), actions);
            case RoomEvent.PresenceChanged event -> delivery.sendToAll(entry.encoded(), actions);
            case RoomEvent.MuteChanged event -> delivery.sendToAll(entry.encoded(), actions);
        }
        removeEnded(actions);
    }

    /** Sends the receipts that have been collected. */
    synchronized void deliverReceipts(DeferredActions actions) {
        receipts.take().forEach(encoded -> {
            delivery.sendToAll(encoded, actions);
            sendToReader(encoded, actions);
        });
        removeEnded(actions);
    }

    /** Sends the reader's own watermarks to all of the reader's devices. */
    private void sendToReader(EncodedEvent encoded, DeferredActions actions) {
        if (encoded.event() instanceof RoomEvent.ReceiptAdvanced advanced
                && advanced.membership().user() != null) {
            EncodedFrame frame = null;
            for (var subscriber : subscribers.of(advanced.membership().user())) {
                if (!subscriber.hasEnded()) {
                    frame = frame == null ? Frames.read(advanced.membership()) : frame;
                    actions.send(subscriber.connection(), frame);
                }
            }
        }
    }

    /** Announces that members stopped typing who have not sent {@code typing} again in time. */
    synchronized void expireTyping(DeferredActions actions) {
        typing.expire().forEach(event -> delivery.sendToAll(EncodedEvent.of(event), actions));
        scheduleTypingExpiry(actions);
        removeEnded(actions);
    }

    private void scheduleTypingExpiry(DeferredActions actions) {
        if (typing.needsExpiry()) {
            actions.scheduleTypingExpiry();
        }
    }

    // --- pauses and gaps -------------------------------------------------------------------------------------------

    /** Pauses a connection while something is read for it. Returns null if it is not subscribed. */
    synchronized Subscriber.@Nullable Pause pause(Connection connection) {
        var subscriber = subscribers.find(connection);
        return subscriber == null ? null : gaps.pause(subscriber);
    }

    /** Pauses a connection as {@link #pause} does, unless its client has received {@code room.created}. */
    synchronized Subscriber.@Nullable Pause pauseUnlessAnnounced(Connection connection) {
        var subscriber = subscribers.find(connection);
        return subscriber == null || subscriber.isAnnounced() ? null : gaps.pause(subscriber);
    }

    /**
     * Resumes subscribers whose frames of {@code entry} were read. Connections without a frame are closed as too slow.
     *
     * @param frames the frames that were read, by user
     */
    synchronized void resumeWithFrames(
            ReplayBuffer.Entry entry,
            List<Subscriber.Pause> pauses,
            Map<UserId, EncodedFrame> frames,
            DeferredActions actions) {
        entry.encoded().addFrames(frames);
        pauses.stream().filter(Subscriber.Pause::isCurrent).forEach(pause -> {
            var subscriber = pause.subscriber();
            subscriber.resume();
            if (frames.containsKey(pause.userId())) {
                delivery.deliverTo(subscriber, entry, actions);
                delivery.replay(subscriber, entry, false, actions);
            } else {
                RoomDelivery.drop(subscriber, actions);
            }
        });
        removeEnded(actions);
    }

    /** Sends paused subscribers the changes that were read for them, and resumes them behind these. */
    synchronized void resumeWithChanges(List<Subscriber.Pause> pauses, SyncFrames changes, DeferredActions actions) {
        pauses.stream().filter(Subscriber.Pause::isCurrent).forEach(pause -> resume(pause, changes, actions));
        if (subscribers.stream().allMatch(subscriber -> !subscriber.isLive() || subscriber.version() >= changes.to())) {
            gaps.raiseDelivered(changes.to());
            delivery.deliverEarly(actions);
        } else {
            gaps.expect(changes.to(), actions);
        }
        removeEnded(actions);
    }

    private void resume(Subscriber.Pause pause, SyncFrames changes, DeferredActions actions) {
        var subscriber = pause.subscriber();
        changes.frames(pause.userId()).forEach(frame -> actions.send(subscriber.connection(), frame));
        if (changes.isMember(pause.userId())) {
            subscribers.raiseSeen(pause.userId(), changes.seenSeq(pause.userId()));
            subscriber.advanceTo(changes.to());
            resumeAtPosition(pause, actions);
        } else {
            delivery.endWith("room.left", subscriber, actions);
        }
    }

    private void resumeAtPosition(Subscriber.Pause pause, DeferredActions actions) {
        var position = pause.position().link();
        pause.subscriber().resume();
        delivery.replay(pause.subscriber(), position, false, actions);
    }

    /** Resumes subscribers for which nothing could be read, and schedules another check. */
    synchronized void resumeWithoutChanges(List<Subscriber.Pause> pauses, DeferredActions actions) {
        pauses.stream().filter(Subscriber.Pause::isCurrent).forEach(pause -> resumeAtPosition(pause, actions));
        gaps.scheduleCheck(actions);
        removeEnded(actions);
    }

    /**
     * Confirms to a client that {@code version} is the current one, and continues behind it.
     *
     * @param confirmation the frame that says so
     * @return false if the connection is not subscribed, is paused, or has been sent a later version
     */
    synchronized boolean confirm(
            Connection connection, long version, EncodedFrame confirmation, DeferredActions actions) {
        var subscriber = subscribers.find(connection);
        if (subscriber == null || !subscriber.isLive() || subscriber.version() > version) {
            return false;
        }
        subscriber.advanceTo(version);
        actions.send(connection, confirmation);
        gaps.expect(version, actions);
        return true;
    }

    /** Records that the room has reached {@code version}. Subscribers that do not get there in time are resynced. */
    synchronized void expectVersion(long version, DeferredActions actions) {
        gaps.expect(version, actions);
    }

    /** Requests a resync for the subscribers that are still behind the expected version. */
    synchronized void checkGaps(DeferredActions actions) {
        gaps.check(actions);
        delivery.deliverEarly(actions);
        removeEnded(actions);
    }
}

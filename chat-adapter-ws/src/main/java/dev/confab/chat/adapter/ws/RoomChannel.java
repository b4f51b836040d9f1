package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One room, for the connections of this node that follow it. Each of them gets every version after the one it knows,
 * once and in order, whatever gets lost on the way: an event that comes too early is kept, and what does not come by
 * itself soon is read from the store.
 *
 * <p>The monitor guards all that is in here. Within it frames are encoded and queued, nothing is sent and nobody is
 * called; what is left to do is noted in an {@link DeferredActions}.
 */
final class RoomChannel {

    /** How many events may be kept that came too early; the rest is read once it is missed. */
    private static final int MAX_EARLY = 1_000;

    private final RoomId room;
    private final ReplayBuffer tape;
    private final Map<UserId, SubscribedUser> viewers = new HashMap<>();
    private final ReceiptBatch receipts;
    private final TypingState typists = new TypingState();
    private final NavigableMap<Long, ReplayBuffer.Happening> early = new TreeMap<>();

    /** The version up to which everybody was told who was there. */
    private long head;

    /** The highest version that we know to exist. */
    private long expected;

    private boolean checking;
    private boolean over;

    RoomChannel(RoomId room, ReplayBuffer tape, Duration receiptPause) {
        this.room = room;
        this.tape = tape;
        this.receipts = new ReceiptBatch(receiptPause);
    }

    RoomId room() {
        return room;
    }

    // --- coming and going ------------------------------------------------------------------------------------------

    /** Lets a connection in, unless it is in; false if this feed is over, and the room needs a new one. */
    synchronized boolean admit(SubscribeRequest admission, DeferredActions after) {
        if (over) {
            return false;
        }
        var connection = admission.connection();
        boolean first = viewers.isEmpty();
        var viewer = viewers.computeIfAbsent(connection.userId(), SubscribedUser::new);
        viewer.sawUpTo(admission.seenSeq());
        if (viewer.followerBy(connection) == null && connection.follows(room)) {
            begin(
                    new Subscriber(viewer, connection, admission.first() != null, admission.version()),
                    admission,
                    first,
                    after);
        }
        tidy(after);
        return true;
    }

    private void begin(Subscriber follower, SubscribeRequest admission, boolean first, DeferredActions after) {
        follower.viewer().followers().add(follower);
        if (admission.first() != null) {
            after.put(follower.connection(), admission.first());
        }
        if (first) {
            head = Math.max(follower.version(), lastBehind(admission.mark().place()));
        }
        goOn(follower, admission.mark().place(), true, after);
        expect(Math.max(head, follower.version()), after);
    }

    /** The highest version on the tape behind {@code place}: what is there, goes to who follows along the tape. */
    private long lastBehind(ReplayBuffer.@Nullable Link place) {
        long last = 0;
        for (var next = place == null ? null : place.next(); next != null; next = next.next()) {
            if (next.telling().event() instanceof RoomEvent.Versioned event
                    && event.room().equals(room)) {
                last = Math.max(last, event.version());
            }
        }
        return last;
    }

    /** Lets a connection go that has ended. */
    synchronized void dismiss(Connection connection, DeferredActions after) {
        var follower = follower(connection);
        if (follower != null) {
            follower.leave();
        }
        tidy(after);
    }

    /** The room is not in the store any more. */
    synchronized void gone(DeferredActions after) {
        followers().filter(follower -> !follower.isOut()).forEach(follower -> {
            after.put(follower.connection(), Frames.roomGone("room.deleted", room, follower.version() + 1));
            follower.leave();
        });
        tidy(after);
    }

    // --- events ----------------------------------------------------------------------------------------------------

    /** Tells all who follow. */
    synchronized void deliver(ReplayBuffer.Happening happening, DeferredActions after) {
        var event = happening.telling().event();
        note(event);
        switch (event) {
            case RoomEvent.Versioned versioned -> sequence(happening, versioned, after);
            case RoomEvent.ReceiptAdvanced advanced ->
                receipts.add(advanced, happening.telling()).ifPresent(wait -> after.tellReceipts(this, wait));
            case RoomEvent.Typing typing -> {
                if (typists.hear(typing)) {
                    tell(happening.telling(), after);
                }
                arrangeEndOfTyping(after);
            }
            case RoomEvent.VersionAdvanced reached -> expect(reached.version(), after);
            case RoomEvent.PresenceChanged changed -> tell(happening.telling(), after);
            case RoomEvent.MuteChanged changed -> tell(happening.telling(), after);
        }
        tidy(after);
    }

    private void sequence(ReplayBuffer.Happening happening, RoomEvent.Versioned event, DeferredActions after) {
        if (event.version() <= head) {
            return;
        }
        if (event.version() > head + 1 && !(event instanceof RoomEvent.RoomDeleted)) {
            if (early.size() < MAX_EARLY) {
                early.put(event.version(), happening);
            }
            expect(event.version(), after);
            return;
        }
        advance(happening, event.version(), after);
        takeEarly(after);
    }

    private void advance(ReplayBuffer.Happening happening, long version, DeferredActions after) {
        for (var viewer : viewers.values()) {
            for (var follower : viewer.followers()) {
                if (follower.isHearing()) {
                    hear(follower, happening, after);
                }
            }
        }
        head = version;
    }

    private void takeEarly(DeferredActions after) {
        early.headMap(head, true).clear();
        for (var next = early.remove(head + 1); next != null; next = early.remove(head + 1)) {
            advance(next, head + 1, after);
        }
    }

    private void hear(Subscriber follower, ReplayBuffer.Happening happening, DeferredActions after) {
        var telling = happening.telling();
        if (!(telling.event() instanceof RoomEvent.Versioned event) || event.version() <= follower.version()) {
            return;
        }
        if (event instanceof RoomEvent.RoomDeleted) {
            after.put(follower.connection(), Frames.roomGone("room.deleted", room, follower.version() + 1));
            follower.leave();
        } else if (event.version() > follower.version() + 1) {
            expect(event.version(), after);
        } else {
            hearNext(follower, happening, event.version(), after);
        }
    }

    private void hearNext(Subscriber follower, ReplayBuffer.Happening happening, long version, DeferredActions after) {
        var telling = happening.telling();
        var frame = telling.to(follower.viewer());
        if (frame == null) {
            after.read(this, happening, PausedSubscriber.of(follower, tape.markAt(happening)));
            return;
        }
        follower.advanceTo(version);
        after.put(follower.connection(), frame);
        if (telling.isLastFor(follower.viewer())) {
            follower.leave();
        }
    }

    /** Tells of something that has no version, whoever waits. */
    private void tell(EncodedEvent telling, DeferredActions after) {
        for (var viewer : viewers.values()) {
            for (var follower : viewer.followers()) {
                tell(follower, telling, after);
            }
        }
    }

    private static void tell(Subscriber follower, EncodedEvent telling, DeferredActions after) {
        var frame = follower.isOut() ? null : telling.to(follower.viewer());
        if (frame != null) {
            after.put(follower.connection(), frame);
        }
    }

    /** Tells of the receipts that have gathered. */
    synchronized void deliverReceipts(DeferredActions after) {
        receipts.take().forEach(telling -> {
            tell(telling, after);
            tellReader(telling, after);
        });
        tidy(after);
    }

    /** Whose receipt it is, sees on every device how far they have read. */
    private void tellReader(EncodedEvent telling, DeferredActions after) {
        if (telling.event() instanceof RoomEvent.ReceiptAdvanced advanced) {
            var viewer = viewers.get(advanced.membership().user());
            if (viewer != null) {
                var frame = Frames.read(advanced.membership());
                viewer.followers().stream()
                        .filter(follower -> !follower.isOut())
                        .forEach(follower -> after.put(follower.connection(), frame));
            }
        }
    }

    /** Who has said nothing more for a while does not type any more. */
    synchronized void endTyping(DeferredActions after) {
        typists.end().forEach(typing -> tell(EncodedEvent.of(typing), after));
        arrangeEndOfTyping(after);
        tidy(after);
    }

    private void arrangeEndOfTyping(DeferredActions after) {
        if (typists.arrange()) {
            after.endTyping(this);
        }
    }

    // --- waiting ---------------------------------------------------------------------------------------------------

    /** Lets one connection wait for something that will be read for it; null if it does not follow the room. */
    synchronized @Nullable PausedSubscriber hold(Connection connection) {
        var follower = follower(connection);
        return follower == null ? null : PausedSubscriber.of(follower, tape.mark());
    }

    /** As {@link #hold}; null also for a connection that was told already that the room is new. */
    synchronized @Nullable PausedSubscriber holdUntold(Connection connection) {
        var follower = follower(connection);
        return follower == null || follower.isNewcomer() ? null : PausedSubscriber.of(follower, tape.mark());
    }

    private @Nullable Subscriber follower(Connection connection) {
        var viewer = viewers.get(connection.userId());
        return viewer == null ? null : viewer.followerBy(connection);
    }

    /** The frames of {@code happening} are there for those who wait for them; a user without one has to come again. */
    synchronized void resume(
            ReplayBuffer.Happening happening,
            List<PausedSubscriber> holds,
            Map<UserId, EncodedFrame> read,
            DeferredActions after) {
        happening.telling().supply(read);
        holds.stream().filter(PausedSubscriber::isOn).forEach(hold -> {
            var follower = hold.follower();
            follower.goOn();
            if (read.containsKey(hold.user())) {
                hear(follower, happening, after);
                goOn(follower, happening, false, after);
            } else {
                lose(follower, after);
            }
        });
        tidy(after);
    }

    /** What those who wait have missed is read; tells them and lets them go on behind it. */
    synchronized void caughtUp(List<PausedSubscriber> holds, SyncFrames read, DeferredActions after) {
        holds.stream().filter(PausedSubscriber::isOn).forEach(hold -> catchUp(hold, read, after));
        if (followers().allMatch(follower -> !follower.isHearing() || follower.version() >= read.to())) {
            raiseHead(read.to(), after);
        } else {
            expect(read.to(), after);
        }
        tidy(after);
    }

    private void catchUp(PausedSubscriber hold, SyncFrames read, DeferredActions after) {
        var follower = hold.follower();
        read.frames(hold.user()).forEach(frame -> after.put(follower.connection(), frame));
        if (read.isIn(hold.user())) {
            follower.viewer().sawUpTo(read.seenSeq(hold.user()));
            follower.advanceTo(read.to());
            var place = hold.mark().place();
            follower.goOn();
            goOn(follower, place, false, after);
        } else {
            after.put(follower.connection(), Frames.roomGone("room.left", room, follower.version() + 1));
            follower.leave();
        }
    }

    /** Nothing could be read; those who wait go on where they were, and it is tried again. */
    synchronized void giveUp(List<PausedSubscriber> holds, DeferredActions after) {
        holds.stream().filter(PausedSubscriber::isOn).forEach(hold -> {
            var place = hold.mark().place();
            hold.follower().goOn();
            goOn(hold.follower(), place, false, after);
        });
        checkLater(after);
        tidy(after);
    }

    /**
     * Lets a connection go on from {@code version}, which it knows to be the present one, if it can be.
     *
     * @param confirmation tells it so
     * @return false if the room has gone on meanwhile, or the connection does not follow it
     */
    synchronized boolean confirm(
            Connection connection, long version, EncodedFrame confirmation, DeferredActions after) {
        var follower = follower(connection);
        if (follower == null || !follower.isHearing() || follower.version() > version) {
            return false;
        }
        follower.advanceTo(version);
        after.put(connection, confirmation);
        expect(version, after);
        return true;
    }

    /** Tells what stands on the tape behind {@code place}, up to where the follower has to wait or is out. */
    private void goOn(
            Subscriber follower, ReplayBuffer.@Nullable Link place, boolean unversionedToo, DeferredActions after) {
        if (place == null) {
            lose(follower, after);
            return;
        }
        for (var next = place.next(); next != null && follower.isHearing(); next = next.next()) {
            if (next.telling().room().equals(room)) {
                retell(follower, next, unversionedToo, after);
            }
        }
        if (follower.version() < head) {
            expect(head, after);
        }
    }

    private void retell(
            Subscriber follower, ReplayBuffer.Happening happening, boolean unversionedToo, DeferredActions after) {
        var event = happening.telling().event();
        note(event);
        if (event instanceof RoomEvent.Versioned) {
            hear(follower, happening, after);
        } else if (event instanceof RoomEvent.VersionAdvanced reached) {
            expect(reached.version(), after);
        } else if (unversionedToo && !(event instanceof RoomEvent.Typing)) {
            tell(follower, happening.telling(), after);
        }
    }

    private static void lose(Subscriber follower, DeferredActions after) {
        follower.leave();
        after.lose(follower.connection());
    }

    // --- holes -----------------------------------------------------------------------------------------------------

    /** The room has this version. Who has not heard of it gets some time to, and then it is read for them. */
    synchronized void expect(long version, DeferredActions after) {
        expected = Math.max(expected, version);
        if (head < expected || isAnybodyBehind()) {
            checkLater(after);
        }
    }

    private void checkLater(DeferredActions after) {
        if (!checking) {
            checking = true;
            after.checkLater(this);
        }
    }

    private boolean isAnybodyBehind() {
        return followers().anyMatch(this::isBehind);
    }

    private boolean isBehind(Subscriber follower) {
        return follower.isHearing() && follower.version() < expected;
    }

    /** Asks for what is missing by now; those who know the same are told the same, so it is read once for them. */
    synchronized void check(DeferredActions after) {
        checking = false;
        var behind = followers().filter(this::isBehind).collect(Collectors.groupingBy(Subscriber::version));
        behind.forEach((version, followers) -> after.catchUp(
                this,
                version,
                followers.stream()
                        .map(follower -> PausedSubscriber.of(follower, tape.mark()))
                        .toList()));
        if (behind.isEmpty()) {
            raiseHead(expected, after);
        }
        tidy(after);
    }

    private void raiseHead(long version, DeferredActions after) {
        head = Math.max(head, version);
        takeEarly(after);
    }

    // ---------------------------------------------------------------------------------------------------------------

    private Stream<Subscriber> followers() {
        return viewers.values().stream().flatMap(viewer -> viewer.followers().stream());
    }

    /** The users who follow the room here. */
    synchronized Set<UserId> users() {
        return Set.copyOf(viewers.keySet());
    }

    /** Whoever follows has seen what every event says of them. */
    private void note(RoomEvent event) {
        var membership = membershipIn(event);
        if (membership != null && membership.user() != null) {
            var viewer = viewers.get(membership.user());
            if (viewer != null) {
                viewer.sawUpTo(membership.seenSeq());
            }
        }
    }

    private static @Nullable Membership membershipIn(RoomEvent event) {
        return switch (event) {
            case RoomEvent.MessageEvent of -> of.details().author().membership();
            case RoomEvent.MemberEvent of -> of.member().membership();
            case RoomEvent.ReceiptAdvanced advanced -> advanced.membership();
            case RoomEvent.PresenceChanged changed -> changed.member().membership();
            case RoomEvent.MuteChanged changed -> changed.membership();
            case RoomEvent.Typing typing -> typing.member().membership();
            case RoomEvent.RoomUpdated updated -> null;
            case RoomEvent.RoomDeleted deleted -> null;
            case RoomEvent.VersionAdvanced reached -> null;
        };
    }

    /** Forgets who is out; a feed that nobody follows is over. */
    private void tidy(DeferredActions after) {
        viewers.values().removeIf(viewer -> {
            viewer.followers().removeIf(this::isDone);
            return viewer.followers().isEmpty();
        });
        if (viewers.isEmpty() && !over) {
            over = true;
            after.over(this);
        }
    }

    private boolean isDone(Subscriber follower) {
        if (follower.isOut()) {
            follower.connection().followsNoMore(room);
        }
        return follower.isOut();
    }
}

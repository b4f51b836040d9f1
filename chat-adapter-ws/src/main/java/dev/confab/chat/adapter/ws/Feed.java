package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One room, for the connections of this node that follow it. Each of them gets every version after the one it knows,
 * once and in order.
 *
 * <p>The monitor guards all that is in here. Within it frames are encoded and queued, nothing is sent and nobody is
 * called; what is left to do is noted in an {@link Aftermath}.
 */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final RoomId room;
    private final Tape tape;
    private final Map<UserId, Viewer> viewers = new HashMap<>();
    private final ReceiptBatch receipts;
    private boolean over;

    Feed(RoomId room, Tape tape, Duration receiptPause) {
        this.room = room;
        this.tape = tape;
        this.receipts = new ReceiptBatch(receiptPause);
    }

    RoomId room() {
        return room;
    }

    /** Lets a connection in, unless it is in; false if this feed is over, and the room needs a new one. */
    synchronized boolean admit(Admission admission, Aftermath after) {
        if (over) {
            return false;
        }
        var connection = admission.connection();
        var viewer = viewers.computeIfAbsent(connection.userId(), Viewer::new);
        viewer.sawUpTo(admission.seenSeq());
        if (!viewer.isFollowingBy(connection) && connection.follows(room)) {
            begin(viewer, admission, after);
        }
        tidy(after);
        return true;
    }

    private void begin(Viewer viewer, Admission admission, Aftermath after) {
        var follower = new Follower(admission.connection(), admission.version());
        viewer.followers().add(follower);
        if (admission.first() != null) {
            after.put(follower.connection(), admission.first());
        }
        var place = admission.mark().place();
        if (place == null) {
            lose(follower, after);
        } else {
            replay(viewer, follower, place, true, after);
        }
    }

    /** Tells all who follow. */
    synchronized void deliver(Tape.Happening happening, Aftermath after) {
        var event = happening.telling().event();
        note(event);
        if (event instanceof RoomEvent.ReceiptAdvanced advanced) {
            receipts.add(advanced, happening).ifPresent(wait -> after.tellReceipts(this, wait));
        } else {
            deliverNow(happening, after);
        }
        tidy(after);
    }

    /** Tells of the receipts that have gathered. */
    synchronized void deliverReceipts(Aftermath after) {
        receipts.take().forEach(happening -> deliverNow(happening, after));
        tidy(after);
    }

    private void deliverNow(Tape.Happening happening, Aftermath after) {
        for (var viewer : viewers.values()) {
            for (var follower : viewer.followers()) {
                if (!follower.isWaiting() || !isVersioned(happening)) {
                    hear(viewer, follower, happening, after);
                }
            }
        }
    }

    /**
     * {@code user} need not wait for {@code happening} any longer.
     *
     * @param read their frame; null if it could not be read
     */
    synchronized void resume(Tape.Happening happening, UserId user, @Nullable Frame read, Aftermath after) {
        var viewer = viewers.get(user);
        if (viewer != null) {
            if (read != null) {
                happening.telling().supply(user, read);
            }
            viewer.followers().stream()
                    .filter(Follower::isWaiting)
                    .forEach(follower -> resume(viewer, follower, happening, read != null, after));
        }
        tidy(after);
    }

    private void resume(Viewer viewer, Follower follower, Tape.Happening happening, boolean isRead, Aftermath after) {
        var place = follower.waitsFor();
        if (place == null || (place == happening && !isRead)) {
            lose(follower, after);
        } else if (place == happening) {
            follower.goOn();
            hear(viewer, follower, happening, after);
            replay(viewer, follower, happening, false, after);
        }
    }

    /** Tells what stands on the tape behind {@code place}, up to where the follower has to wait or is out. */
    private void replay(Viewer viewer, Follower follower, Tape.Link place, boolean unversionedToo, Aftermath after) {
        for (var next = place.next(); next != null && !follower.isWaiting() && !follower.isOut(); next = next.next()) {
            if (next.telling().room().equals(room) && (unversionedToo || isVersioned(next))) {
                note(next.telling().event());
                hear(viewer, follower, next, after);
            }
        }
    }

    private static boolean isVersioned(Tape.Happening happening) {
        return happening.telling().event() instanceof RoomEvent.Versioned;
    }

    private void hear(Viewer viewer, Follower follower, Tape.Happening happening, Aftermath after) {
        var telling = happening.telling();
        if (telling.event() instanceof RoomEvent.Versioned versioned && !isNext(versioned, follower, after)) {
            return;
        }
        var frame = telling.to(viewer);
        if (frame == null) {
            follower.waitAt(tape.markAt(happening));
            after.read(this, happening, viewer.user());
            return;
        }
        if (telling.event() instanceof RoomEvent.Versioned versioned) {
            follower.advanceTo(versioned.version());
        }
        after.put(follower.connection(), frame);
        if (telling.isLastFor(viewer)) {
            follower.leave();
        }
    }

    /** Older ones were told before. A hole must not come to be; if it does, reconnecting closes it. */
    private boolean isNext(RoomEvent.Versioned event, Follower follower, Aftermath after) {
        if (follower.isOut() || event.version() <= follower.version()) {
            return false;
        }
        if (event.version() == follower.version() + 1) {
            return true;
        }
        LOG.warn("Room {} went from version {} to {}", room, follower.version(), event.version());
        lose(follower, after);
        return false;
    }

    private static void lose(Follower follower, Aftermath after) {
        follower.leave();
        after.lose(follower.connection());
    }

    /** Lets a connection go that has ended. */
    synchronized void dismiss(Connection connection, Aftermath after) {
        var viewer = viewers.get(connection.userId());
        if (viewer != null) {
            viewer.followers().stream()
                    .filter(follower -> follower.connection() == connection)
                    .forEach(Follower::leave);
        }
        tidy(after);
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
            case RoomEvent.OfMessage of -> of.authored().author().membership();
            case RoomEvent.OfMember of -> of.member().membership();
            case RoomEvent.ReceiptAdvanced advanced -> advanced.membership();
            case RoomEvent.PresenceChanged changed -> changed.member().membership();
            case RoomEvent.MuteChanged changed -> changed.membership();
            case RoomEvent.Typing typing -> typing.member().membership();
            case RoomEvent.RoomUpdated updated -> null;
            case RoomEvent.VersionReached reached -> null;
            case RoomEvent.RoomDeleted deleted -> null;
        };
    }

    /** Forgets who is out; a feed that nobody follows is over. */
    private void tidy(Aftermath after) {
        viewers.values().removeIf(viewer -> {
            viewer.followers().removeIf(this::isDone);
            return viewer.followers().isEmpty();
        });
        if (viewers.isEmpty() && !over) {
            over = true;
            after.over(this);
        }
    }

    private boolean isDone(Follower follower) {
        if (follower.isOut()) {
            follower.connection().followsNoMore(room);
        }
        return follower.isOut();
    }
}

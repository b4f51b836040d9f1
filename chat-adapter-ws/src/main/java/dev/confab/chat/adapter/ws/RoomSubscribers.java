package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The subscribers of one room, by user. Guarded by the monitor of the room's {@link RoomChannel}. */
final class RoomSubscribers {

    private final Map<UserId, List<Subscriber>> byUser = new HashMap<>();

    boolean isEmpty() {
        return byUser.isEmpty();
    }

    /** Returns the subscribers in one list for each user. The caller may end subscribers while it iterates. */
    Collection<List<Subscriber>> lists() {
        return byUser.values();
    }

    Stream<Subscriber> stream() {
        return byUser.values().stream().flatMap(List::stream);
    }

    /** Returns the subscribers of {@code userId}, some of which may have ended. */
    List<Subscriber> of(UserId userId) {
        return byUser.getOrDefault(userId, List.of());
    }

    /** Returns the subscriber of {@code connection}, or null if there is none. */
    @Nullable
    Subscriber find(Connection connection) {
        for (var subscriber : of(connection.userId())) {
            if (subscriber.connection() == connection && !subscriber.hasEnded()) {
                return subscriber;
            }
        }
        return null;
    }

    /** Adds a subscriber, which inherits the seen watermark from the user's other connections. */
    void add(Subscriber subscriber) {
        var ofUser = byUser.computeIfAbsent(subscriber.userId(), userId -> new ArrayList<>(1));
        ofUser.forEach(other -> subscriber.raiseSeen(other.seenSeq()));
        ofUser.add(subscriber);
    }

    void raiseSeen(UserId userId, long seq) {
        for (var subscriber : of(userId)) {
            subscriber.raiseSeen(seq);
        }
    }

    /** Raises the seen watermark of the member in {@code event}, if it carries a membership. */
    void raiseSeen(RoomEvent event) {
        var membership = membershipIn(event);
        if (membership != null && membership.user() != null) {
            raiseSeen(membership.user(), membership.seenSeq());
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
            case RoomEvent.VersionAdvanced advanced -> null;
        };
    }

    /** Removes the subscribers that have ended, and the room from their connections. */
    void removeEnded(RoomId room) {
        Predicate<Subscriber> hasEnded = subscriber -> leaveIfEnded(subscriber, room);
        byUser.values().removeIf(ofUser -> {
            ofUser.removeIf(hasEnded);
            return ofUser.isEmpty();
        });
    }

    private static boolean leaveIfEnded(Subscriber subscriber, RoomId room) {
        if (subscriber.hasEnded()) {
            subscriber.connection().removeRoom(room);
        }
        return subscriber.hasEnded();
    }
}

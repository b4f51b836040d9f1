package dev.confab.chat.application.sync;

import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.application.view.RoomViewLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a connection needs to follow its rooms without gaps, and what a node needs after it missed events. The result
 * of one call is one snapshot of the store.
 */
public interface Sync {

    /** The largest number of changed messages and members in a {@link Delta}; beyond it, the client must reload the room. */
    int MAX_CHANGES = 500;

    /**
     * Returns the rooms of {@code user}. To follow a room without gaps or duplicates, subscribe to its events first, then
     * call this method, then ignore events up to the returned version of the room.
     */
    List<JoinedRoom> joined(UserId user);

    /**
     * Returns what has changed in {@code room} since version {@code from}, and the room as the active members among {@code
     * viewers} see it. The number of statements depends neither on the changes nor on the viewers.
     *
     * @throws Refusal.NotFound if the room does not exist
     */
    Delta since(RoomId room, long from, Set<UserId> viewers);

    /**
     * Returns those of {@code rooms} of which {@code viewer} is an active member. Needs one statement for each room, and a
     * few for all of them.
     */
    List<RoomView> views(UserId viewer, Set<RoomId> rooms);

    /** Returns the current versions of {@code rooms}, without those that do not exist. Needs one statement. */
    Map<RoomId, Long> versions(Set<RoomId> rooms);

    /**
     * Returns which of the given logins and users were revoked, and which memberships are new, in case their events were
     * lost.
     *
     * @param since the start of the period in which memberships count as new
     */
    Revocations revocations(Set<UserId> users, Set<LoginId> logins, Instant since);

    /**
     * A room with the active membership of the user who asked.
     *
     * @param membership the user's membership
     */
    record JoinedRoom(Room room, Membership membership) {}

    /**
     * Revoked access and new memberships.
     *
     * @param ended logins that have ended
     * @param inactive users who were deactivated
     * @param joined memberships that became active in the period
     */
    record Revocations(Set<LoginId> ended, Set<UserId> inactive, List<Membership> joined) {}

    /**
     * The changes of a room between two versions. Several changes of one row are merged into its latest state.
     *
     * @param from the version that was asked for
     * @param to the current version of the room
     * @param reset whether the client must reload the room, because there are more than {@link #MAX_CHANGES} changes or
     *     {@code from} is not a version of the room
     * @param messages the changed messages in the order of their versions; empty after {@code reset}
     * @param members the changed members, including those who left, in the order of their versions; empty after {@code
     *     reset}
     * @param views the room in version {@code to} as each viewer sees it who is an active member then
     */
    record Delta(
            RoomId room,
            long from,
            long to,
            boolean reset,
            List<MessageDetails> messages,
            List<Member> members,
            Map<UserId, RoomView> views) {

        public Delta {
            messages = List.copyOf(messages);
            members = List.copyOf(members);
            views = Map.copyOf(views);
        }
    }

    /** Returns the use cases over {@code stores}. */
    static Sync of(Stores stores, MessageDetailsLoader details, RoomViewLoader views) {
        return new SyncService(stores, details, views);
    }
}

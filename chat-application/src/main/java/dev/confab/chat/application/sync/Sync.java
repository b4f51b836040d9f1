package dev.confab.chat.application.sync;

import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.RoomView;
import dev.confab.chat.application.room.RoomViewLoader;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.Membership;
import dev.confab.chat.domain.room.MessageDetails;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a connection has to know to follow its rooms without a hole, and what a node has to know of rooms whose events
 * it missed. Every answer is one state of the store: nothing in it is older or newer than the rest.
 */
public interface Sync {

    /** The most messages and memberships that are told one by one; where more have changed, a reader starts anew. */
    int MAX_CHANGES = 500;

    /**
     * The rooms of {@code user} as they are now. Whoever listens to a room's events before asking, and then leaves out
     * those up to the room's version in the answer, misses nothing and hears nothing twice.
     */
    List<JoinedRoom> joined(UserId user);

    /**
     * What has changed in {@code room} since version {@code from}, and how the room looks now to those of {@code
     * viewers} who are active members. The number of statements hangs on none of them.
     *
     * @throws Refusal.NotFound if the room is gone
     */
    Delta since(RoomId room, long from, Set<UserId> viewers);

    /**
     * How {@code rooms} look now to {@code viewer}, without those that are gone and those of which the viewer is no active
     * member. Costs one statement for each room, and a few for all of them together.
     */
    List<RoomView> views(UserId viewer, Set<RoomId> rooms);

    /** The versions that {@code rooms} have now; those that are gone are missing. One statement. */
    Map<RoomId, Long> versions(Set<RoomId> rooms);

    /**
     * What may have become of people who are connected, without anybody having told of it.
     *
     * @param since when one was last told of everything; joins that are older are left out
     */
    Revocations news(Set<UserId> users, Set<LoginId> logins, Instant since);

    /**
     * What became of some people.
     *
     * @param ended log-ins that were ended
     * @param inactive users who were deactivated
     * @param joined memberships that are active since not long
     */
    record Revocations(Set<LoginId> ended, Set<UserId> inactive, List<Membership> joined) {}

    /**
     * What became of a room between two versions. Several changes of one row come as its last state.
     *
     * @param from the version that was asked from
     * @param to the version of the room in this answer
     * @param reset is it impossible to get there by changes? So it is if there are more than {@link #MAX_CHANGES} of them,
     *     and from a version that never was
     * @param messages those that changed, complete, in the order of their versions; empty after {@code reset}
     * @param members the people who changed, those who left as well, in the order of their versions; empty after {@code
     *     reset}
     * @param views the room in version {@code to}, as each viewer sees it who is an active member then
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

    static Sync of(Stores stores, MessageDetailsLoader details, RoomViewLoader views) {
        return new SyncService(stores, details, views);
    }
}

package dev.confab.chat.application.admin;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.message.HistoryPage;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.List;

/**
 * What staff and the operator's services can see and do. The caller must have checked that the request comes from an {@link
 * Administrator}; membership is not checked. Administrators cannot deactivate or demote themselves, and at least one staff
 * account always remains.
 */
public interface Administration {

    /** Returns active and deactivated users whose names contain {@code text}, by user name. The number of statements is fixed. */
    Page<AdminUser> users(String text, Page.Window window);

    /**
     * Creates an account, with the refusals of signing up.
     *
     * @throws Refusal.NotFound if a host application keeps the accounts
     */
    AdminUser createUser(SignUp command, boolean staff);

    /**
     * Changes an account. All refusals come before the first change. A new password and a deactivation end all logins of the
     * user and close its connections on every node. After a fault, the same call completes the rest.
     *
     * @throws Refusal.Invalid if {@code administrator} would deactivate or demote itself, or the password is too weak
     * @throws Refusal.Conflict if no staff account would remain
     * @throws Refusal.NotFound if there is no such user, or the patch has a rank or password and a host application keeps
     *     the accounts
     */
    AdminUser changeUser(Administrator administrator, UserId user, UserPatch patch);

    /** Closes all connections of a user, on every node that receives the event. The user may reconnect immediately. */
    void closeConnections(UserId user);

    /** Returns the devices of a user, the one renewed last first. */
    List<Device> devices(UserId user);

    /** Returns the rooms whose title contains {@code title}, the latest activity first. The number of statements is fixed. */
    Page<AdminRoom> rooms(String title, Page.Window window);

    /** Deletes a room, see {@link Rooms#delete(Administrator, RoomId)}. */
    void deleteRoom(Administrator administrator, RoomId room);

    /** Returns the members of a room in the order of joining. */
    Page<Member> members(RoomId room, Page.Window window);

    /** Returns at most {@code limit} messages of a room before {@code seq}, newest first. */
    HistoryPage messages(RoomId room, long seq, int limit);

    /** Deletes a message, see {@link Messaging#delete(Administrator, MessageId)}. */
    void deleteMessage(Administrator administrator, MessageId message);

    /** Returns the users who are online on any node. */
    OnlineUsers onlineUsers(Page.Window window);

    /** Returns the state of push delivery, see {@link PushDelivery#status}. */
    PushDelivery.Status pushes();

    /**
     * A user as the administration shows it.
     *
     * @param devices the number of registered devices
     */
    record AdminUser(User user, boolean isOnline, int devices) {}

    /**
     * A room as the administration shows it.
     *
     * @param name the title, or the names of the first members
     */
    record AdminRoom(Room room, String name) {}

    /**
     * The users who are online.
     *
     * @param people the users with a connection to any node, in the order of their ids
     * @param connectionsHere the number of connections of this node, including those closed within the grace period
     */
    record OnlineUsers(Page<User> people, int connectionsHere) {}

    /** Returns the use cases over {@code stores} and the use cases of other features. */
    static Administration of(
            Stores stores, Events events, UserChanges changes, Rooms rooms, Messaging messaging, PushDelivery pushing) {
        return new AdministrationService(stores, events, changes, rooms, messaging, pushing);
    }
}

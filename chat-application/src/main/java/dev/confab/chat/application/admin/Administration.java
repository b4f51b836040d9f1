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
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.util.List;

/**
 * What the staff, and services of the operator, see and do beyond what everybody may. Whoever holds an {@link
 * Administrator} may call all of it; what membership hides from others is there for them. Nobody deactivates or demotes
 * themselves, and one of the staff always stays.
 */
public interface Administration {

    /** People whose names contain {@code text}, active or not, by user name. The number of statements is always the same. */
    Page<AdminUser> users(String text, Page.Window window);

    /**
     * Makes an account; refuses what signing up refuses.
     *
     * @throws Refusal.NotFound if a host application keeps the accounts
     */
    AdminUser createUser(SignUp command, boolean staff);

    /**
     * Changes what becomes of an account, and first of all refuses what is not allowed. A new password and deactivation end
     * all log-ins and close the sockets on every node. Where it fails on the way, the same wish again does the rest.
     *
     * @throws Refusal.Invalid if {@code by} would deactivate or demote themselves, or the password is too weak
     * @throws Refusal.Conflict if nobody would be left of the staff
     * @throws Refusal.NotFound if there is no such user, or for rank and password where a host application keeps accounts
     */
    AdminUser changeUser(Administrator by, UserId user, UserPatch wish);

    /** Ends all connections of somebody, on every node that hears of it. They may come back at once. */
    void closeConnections(UserId user);

    /** The devices of somebody, the one renewed last first. */
    List<Device> devices(UserId user);

    /** All rooms with {@code title} in their title, latest activity first; the number of statements is always the same. */
    Page<AdminRoom> rooms(String title, Page.Window window);

    /** See {@link Rooms#delete(Administrator, RoomId)}. */
    void deleteRoom(Administrator by, RoomId room);

    /** The members of any room in the order of joining. */
    Page<Member> members(RoomId room, Page.Window window);

    /** At most {@code limit} messages of any room before {@code seq}, newest first, as somebody sees them who is no member. */
    HistoryPage messages(RoomId room, long seq, int limit);

    /** See {@link Messaging#delete(Administrator, MessageId)}. */
    void deleteMessage(Administrator by, MessageId message);

    OnlineUsers onlineUsers(Page.Window window);

    PushDelivery.Status pushes();

    static Administration of(
            Stores stores, Events events, UserChanges changes, Rooms rooms, Messaging messaging, PushDelivery pushing) {
        return new AdministrationService(stores, events, changes, rooms, messaging, pushing);
    }
}

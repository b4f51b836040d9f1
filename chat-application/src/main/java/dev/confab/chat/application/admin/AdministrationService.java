package dev.confab.chat.application.admin;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.message.HistoryPage;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.room.MessageDetailsLoader;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.port.DeviceStore;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.MembershipStore;
import dev.confab.chat.domain.port.MessageStore;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserEvents;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.room.Member;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

final class AdministrationService implements Administration {

    /** Enough of those in a room without a title to know it by. */
    private static final int MOST_NAMED = 10;

    private final Transactions transactions;
    private final UserChanges changes;
    private final Rooms rooms;
    private final Messaging messaging;
    private final PushDelivery pushing;
    private final MessageDetailsLoader details;
    private final UserStore users;
    private final RoomStore roomStore;
    private final MembershipStore memberships;
    private final MessageStore messages;
    private final DeviceStore devices;
    private final PresenceStore presence;
    private final UserEvents events;

    AdministrationService(
            Stores stores, Events events, UserChanges changes, Rooms rooms, Messaging messaging, PushDelivery pushing) {
        this.transactions = stores.transactions();
        this.changes = changes;
        this.rooms = rooms;
        this.messaging = messaging;
        this.pushing = pushing;
        this.details = new MessageDetailsLoader(stores);
        this.users = stores.users();
        this.roomStore = stores.rooms();
        this.memberships = stores.memberships();
        this.messages = stores.messages();
        this.devices = stores.devices();
        this.presence = events.presence();
        this.events = events.userEvents();
    }

    @Override
    public Page<AdminUser> users(String text, Page.Window window) {
        return transactions.read(() -> {
            var page = users.searchAll(text, window);
            var ids = page.items().stream().map(User::id).collect(Collectors.toSet());
            var counts = devices.countOf(ids);
            return page.map(user -> person(user, counts));
        });
    }

    private AdminUser person(User user, Map<UserId, Integer> counts) {
        return new AdminUser(user, presence.isOnline(user.id()), counts.getOrDefault(user.id(), 0));
    }

    private AdminUser person(User user) {
        return transactions.read(() -> person(user, devices.countOf(Set.of(user.id()))));
    }

    @Override
    public AdminUser createUser(SignUp command, boolean staff) {
        return person(changes.create(command, staff));
    }

    @Override
    public AdminUser changeUser(Administrator by, UserId user, UserPatch wish) {
        return person(changes.change(by, user, wish));
    }

    @Override
    public void closeConnections(UserId user) {
        transactions.read(() -> changes.require(user));
        events.publish(new UserEvent.ConnectionsClosed(user));
    }

    @Override
    public List<Device> devices(UserId user) {
        return transactions.read(() -> devices.of(changes.require(user).id()));
    }

    @Override
    public Page<AdminRoom> rooms(String title, Page.Window window) {
        return transactions.read(() -> {
            var page = roomStore.all(title, window);
            var ids = page.items().stream().map(Room::id).collect(Collectors.toSet());
            var people = memberships.firstMembersOf(ids, MOST_NAMED);
            return page.map(
                    room -> new AdminRoom(room, room.nameForAdministrator(people.getOrDefault(room.id(), List.of()))));
        });
    }

    @Override
    public void deleteRoom(Administrator by, RoomId room) {
        rooms.delete(by, room);
    }

    @Override
    public Page<Member> members(RoomId room, Page.Window window) {
        return transactions.read(() -> memberships.membersOf(require(room).id(), window));
    }

    @Override
    public HistoryPage messages(RoomId id, long seq, int limit) {
        return transactions.read(() -> {
            var room = require(id);
            return new HistoryPage(room.messageSeq(), details.of(messages.before(id, seq, limit)), null);
        });
    }

    private Room require(RoomId id) {
        return roomStore.find(id).orElseThrow(() -> new Refusal.NotFound("room"));
    }

    @Override
    public void deleteMessage(Administrator by, MessageId message) {
        messaging.delete(by, message);
    }

    @Override
    public OnlineUsers onlineUsers(Page.Window window) {
        var online = presence.online();
        var shown = online.stream()
                .sorted(Comparator.comparing(UserId::toString))
                .skip(window.offset())
                .limit(window.limit())
                .toList();
        var found = transactions.read(() -> users.findAll(Set.copyOf(shown))).stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
        var people = shown.stream().map(found::get).filter(Objects::nonNull).toList();
        return new OnlineUsers(new Page<>(online.size(), people), presence.connections());
    }

    @Override
    public PushDelivery.Status pushes() {
        return pushing.status();
    }
}

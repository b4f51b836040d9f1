package dev.confab.chat.application.admin;

import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.message.HistoryPage;
import dev.confab.chat.application.message.Messaging;
import dev.confab.chat.application.push.PushDelivery;
import dev.confab.chat.application.room.Rooms;
import dev.confab.chat.application.view.MessageDetailsLoader;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.port.Events;
import dev.confab.chat.domain.port.PresenceStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.port.UserEvents;
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

    /** How many members are loaded for the name of a room without a title. */
    private static final int MEMBERS_IN_NAME = 10;

    private final Stores stores;
    private final Transactions transactions;
    private final PresenceStore presence;
    private final UserEvents events;
    private final MessageDetailsLoader details;
    private final UserChanges userChanges;
    private final Rooms rooms;
    private final Messaging messaging;
    private final PushDelivery pushDelivery;

    AdministrationService(
            Stores stores,
            Events events,
            UserChanges userChanges,
            Rooms rooms,
            Messaging messaging,
            PushDelivery pushDelivery) {
        this.stores = stores;
        this.transactions = stores.transactions();
        this.presence = events.presence();
        this.events = events.userEvents();
        this.details = new MessageDetailsLoader(stores);
        this.userChanges = userChanges;
        this.rooms = rooms;
        this.messaging = messaging;
        this.pushDelivery = pushDelivery;
    }

    @Override
    public Page<AdminUser> users(String text, Page.Window window) {
        return transactions.read(() -> {
            var page = stores.users().searchAll(text, window);
            var ids = page.items().stream().map(User::id).collect(Collectors.toSet());
            var deviceCounts = stores.devices().countOf(ids);
            return page.map(user -> adminUser(user, deviceCounts));
        });
    }

    private AdminUser adminUser(User user, Map<UserId, Integer> deviceCounts) {
        return new AdminUser(user, presence.isOnline(user.id()), deviceCounts.getOrDefault(user.id(), 0));
    }

    private AdminUser adminUser(User user) {
        return transactions.read(() -> adminUser(user, stores.devices().countOf(Set.of(user.id()))));
    }

    @Override
    public AdminUser createUser(SignUp command, boolean staff) {
        return adminUser(userChanges.create(command, staff));
    }

    @Override
    public AdminUser changeUser(Administrator administrator, UserId user, UserPatch patch) {
        return adminUser(userChanges.change(administrator, user, patch));
    }

    @Override
    public void closeConnections(UserId user) {
        transactions.read(() -> userChanges.require(user));
        events.publish(new UserEvent.ConnectionsClosed(user));
    }

    @Override
    public List<Device> devices(UserId user) {
        return transactions.read(
                () -> stores.devices().of(userChanges.require(user).id()));
    }

    @Override
    public Page<AdminRoom> rooms(String title, Page.Window window) {
        return transactions.read(() -> {
            var page = stores.rooms().all(title, window);
            var ids = page.items().stream().map(Room::id).collect(Collectors.toSet());
            var members = stores.memberships().firstMembersOf(ids, MEMBERS_IN_NAME);
            return page.map(room -> adminRoom(room, members.getOrDefault(room.id(), List.of())));
        });
    }

    private static AdminRoom adminRoom(Room room, List<Member> firstMembers) {
        return new AdminRoom(room, room.titleForAdministrator(firstMembers));
    }

    @Override
    public void deleteRoom(Administrator administrator, RoomId room) {
        rooms.delete(administrator, room);
    }

    @Override
    public Page<Member> members(RoomId room, Page.Window window) {
        return transactions.read(
                () -> stores.memberships().membersOf(requireRoom(room).id(), window));
    }

    @Override
    public HistoryPage messages(RoomId id, long seq, int limit) {
        return transactions.read(() -> {
            var room = requireRoom(id);
            var messages = stores.messages().before(id, seq, limit);
            return new HistoryPage(room.messageSeq(), details.of(messages), null);
        });
    }

    private Room requireRoom(RoomId id) {
        return stores.rooms().find(id).orElseThrow(() -> new Refusal.NotFound("room"));
    }

    @Override
    public void deleteMessage(Administrator administrator, MessageId message) {
        messaging.delete(administrator, message);
    }

    @Override
    public OnlineUsers onlineUsers(Page.Window window) {
        var online = presence.online();
        var pageIds = online.stream()
                .sorted(Comparator.comparing(UserId::toString))
                .skip(window.offset())
                .limit(window.limit())
                .toList();
        var found = transactions.read(() -> stores.users().findAll(Set.copyOf(pageIds))).stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
        var users = pageIds.stream().map(found::get).filter(Objects::nonNull).toList();
        return new OnlineUsers(new Page<>(online.size(), users), presence.connections());
    }

    @Override
    public PushDelivery.Status pushes() {
        return pushDelivery.status();
    }
}

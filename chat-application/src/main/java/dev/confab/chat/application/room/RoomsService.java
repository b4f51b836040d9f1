package dev.confab.chat.application.room;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.application.view.RoomViewLoader;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomKey;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.UserId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class RoomsService implements Rooms {

    private final RoomUpdates updates;
    private final Transactions transactions;
    private final RoomStore rooms;
    private final ActiveUsers users;
    private final MemberList memberList;
    private final RoomViewLoader views;
    private final Environment environment;

    RoomsService(RoomUpdates updates, Stores stores, RoomViewLoader views, Environment environment) {
        this.updates = updates;
        this.transactions = stores.transactions();
        this.rooms = stores.rooms();
        this.users = new ActiveUsers(stores.users());
        this.memberList = new MemberList(stores, environment);
        this.views = views;
        this.environment = environment;
    }

    @Override
    public RoomView create(UserId creator, RoomProfile profile, Set<UserId> others) {
        if (others.size() > MAX_FOUNDERS) {
            throw new Refusal.Invalid("users", "Must have at most " + MAX_FOUNDERS + " users.");
        }
        var room = Room.group(newRoomId(), profile, creator, environment.clock().instant());
        return view(creator, create(room, union(creator, others)).orElseThrow());
    }

    @Override
    public RoomResult direct(UserId user, Set<UserId> others) {
        var members = union(user, others);
        var existing = findByKey(RoomKey.forUsers(members));
        if (existing.isPresent()) {
            return new RoomResult(view(user, existing.get()), false);
        }
        var room = Room.forUsers(newRoomId(), members, user, environment.clock().instant());
        return create(room, members)
                .map(created -> new RoomResult(view(user, created), true))
                .orElseGet(() -> new RoomResult(view(user, requireSameKey(room)), false));
    }

    @Override
    public RoomResult byName(UserId user, String name) {
        var room = Room.named(newRoomId(), name, user, environment.clock().instant());
        var existing = findByKey(RoomKey.named(name));
        if (existing.isPresent()) {
            return new RoomResult(view(user, join(user, existing.get().id())), false);
        }
        return create(room, Set.of(user))
                .map(created -> new RoomResult(view(user, created), true))
                .orElseGet(() -> new RoomResult(
                        view(user, join(user, requireSameKey(room).id())), false));
    }

    /** Stores the new room with its first members. Returns empty if the key of the room is taken. */
    private Optional<Room> create(Room room, Set<UserId> members) {
        var creator = Objects.requireNonNull(room.creator());
        Room.requireMayCreate(transactions.read(() -> rooms.countCreatedBy(creator, Room.MAX_CREATED)));
        return updates.create(room, update -> {
            for (var user : users.require("users", members)) {
                var founder = update.room()
                        .members()
                        .addFounder(
                                user.id(),
                                newMembershipId(),
                                environment.clock().instant());
                update.recordJoin(founder, null, user);
            }
            update.replacePicture(null, room.profile().image(), creator);
            return update.room();
        });
    }

    private Optional<Room> findByKey(RoomKey key) {
        return transactions.read(() -> rooms.findByKey(key));
    }

    /** Returns the room that a concurrent call has created under the key of {@code room}. */
    private Room requireSameKey(Room room) {
        return findByKey(Objects.requireNonNull(room.key())).orElseThrow(RoomsService::roomNotFound);
    }

    private Room join(UserId user, RoomId room) {
        return updates.update(room, update -> {
            var former = update.membershipOf(user);
            if (former == null || !former.isActive()) {
                var now = environment.clock().instant();
                var joined = update.room().members().join(former, user, newMembershipId(), now);
                update.recordJoin(joined, former, users.require(user));
            }
            return update.room();
        });
    }

    @Override
    public RoomView find(UserId reader, RoomId room) {
        return transactions.read(() -> {
            var view = views.of(rooms.find(room).orElseThrow(RoomsService::roomNotFound), reader);
            view.room().requireVisibleTo(view.mine());
            return view;
        });
    }

    @Override
    public Map<UserId, RoomView> viewsOf(RoomId room, Set<UserId> readers) {
        return transactions.snapshot(() -> rooms.find(room).map(found -> views.of(found, readers)).stream()
                .flatMap(viewsByReader -> viewsByReader.values().stream())
                .filter(view -> view.room().isVisibleTo(view.mine()))
                .collect(Collectors.toMap(RoomView::viewer, Function.identity())));
    }

    @Override
    public Page<RoomView> list(UserId reader, RoomStore.Filter filter, Page.Window window) {
        return transactions.read(() -> {
            var page = rooms.visibleTo(reader, filter, window);
            return new Page<>(page.total(), views.of(page.items(), reader));
        });
    }

    @Override
    public void requireMayChangeProfile(UserId actor, RoomId room) {
        var view = find(actor, room);
        view.room().requireMayChangeProfile(view.mine());
    }

    @Override
    public RoomView change(
            UserId actor,
            RoomId room,
            @Nullable UnaryOperator<RoomProfile> profile,
            @Nullable Set<UserId> listedUsers) {
        var changed = updates.update(room, update -> {
            update.room().requireVisibleTo(update.membershipOf(actor));
            if (profile != null) {
                changeProfile(update, actor, profile);
            }
            if (listedUsers != null) {
                memberList.apply(update, actor, listedUsers);
            }
            return update.room();
        });
        return view(actor, changed);
    }

    private void changeProfile(RoomUpdate update, UserId actor, UnaryOperator<RoomProfile> change) {
        var before = update.room();
        var profile = change.apply(before.profile());
        var after = before.changeProfile(
                update.membershipOf(actor), profile, environment.clock().instant());
        if (!after.equals(before)) {
            update.recordProfile(after);
            update.replacePicture(before.profile().image(), profile.image(), actor);
        }
    }

    @Override
    public void delete(UserId actor, RoomId room) {
        updates.update(room, update -> {
            update.recordRoomDeletion(update.room().delete(update.membershipOf(actor)));
            return room;
        });
    }

    @Override
    public void delete(Administrator administrator, RoomId room) {
        updates.update(room, update -> {
            update.recordRoomDeletion(update.room().delete(administrator));
            return room;
        });
    }

    private RoomView view(UserId viewer, Room room) {
        return transactions.read(() -> views.of(room, viewer));
    }

    private static Set<UserId> union(UserId user, Set<UserId> others) {
        var all = new LinkedHashSet<UserId>();
        all.add(user);
        all.addAll(others);
        return all;
    }

    private static Refusal roomNotFound() {
        return new Refusal.NotFound("room");
    }

    private RoomId newRoomId() {
        return new RoomId(environment.ids().next());
    }

    private MembershipId newMembershipId() {
        return new MembershipId(environment.ids().next());
    }
}

package dev.confab.chat.application.room;

import dev.confab.chat.application.account.ActiveUsers;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.IdSource;
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
import java.time.InstantSource;
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

    private final RoomUpdates changes;
    private final Transactions transactions;
    private final ActiveUsers users;
    private final RoomStore rooms;
    private final MemberList members;
    private final RoomViewLoader views;
    private final IdSource ids;
    private final InstantSource clock;

    RoomsService(RoomUpdates changes, Stores stores, RoomViewLoader views, Environment environment) {
        this.changes = changes;
        this.transactions = stores.transactions();
        this.users = new ActiveUsers(stores.users());
        this.rooms = stores.rooms();
        this.members = new MemberList(stores, environment);
        this.views = views;
        this.ids = environment.ids();
        this.clock = environment.clock();
    }

    @Override
    public RoomView create(UserId creator, RoomProfile profile, Set<UserId> others) {
        if (others.size() > MAX_FOUNDERS) {
            throw new Refusal.Invalid("users", "At most " + MAX_FOUNDERS + " people at once.");
        }
        var room = Room.group(newId(), profile, creator, clock.instant());
        return view(creator, found(room, together(creator, others)).orElseThrow());
    }

    @Override
    public RoomResult direct(UserId user, Set<UserId> others) {
        var people = together(user, others);
        var existing = transactions.read(() -> rooms.findByKey(RoomKey.ofPeople(people)));
        if (existing.isPresent()) {
            return new RoomResult(view(user, existing.get()), false);
        }
        var room = Room.ofPeople(newId(), people, user, clock.instant());
        return found(room, people)
                .map(founded -> new RoomResult(view(user, founded), true))
                .orElseGet(() -> new RoomResult(view(user, findTaken(room)), false));
    }

    @Override
    public RoomResult byName(UserId user, String name) {
        var room = Room.named(newId(), name, user, clock.instant());
        var existing = transactions.read(() -> rooms.findByKey(RoomKey.named(name)));
        if (existing.isPresent()) {
            return new RoomResult(view(user, enter(user, existing.get().id())), false);
        }
        return found(room, Set.of(user))
                .map(founded -> new RoomResult(view(user, founded), true))
                .orElseGet(() ->
                        new RoomResult(view(user, enter(user, findTaken(room).id())), false));
    }

    /** Stores the new room with its people; empty if its key is taken. */
    private Optional<Room> found(Room room, Set<UserId> people) {
        var creator = Objects.requireNonNull(room.creator());
        Room.requireMayCreate(transactions.read(() -> rooms.countCreatedBy(creator, Room.MAX_CREATED)));
        return changes.create(room, change -> {
            for (var person : users.require("users", people)) {
                var membership = new MembershipId(ids.next());
                change.joined(change.room().addFounder(person.id(), membership, clock.instant()), null, person);
            }
            change.pictured(null, room.profile().image(), creator);
            return change.room();
        });
    }

    private Room findTaken(Room room) {
        var key = Objects.requireNonNull(room.key());
        return transactions.read(() -> rooms.findByKey(key)).orElseThrow(RoomsService::noRoom);
    }

    private Room enter(UserId user, RoomId id) {
        return changes.update(id, change -> {
            var past = change.membershipOf(user);
            if (past == null || !past.isActive()) {
                var membership = new MembershipId(ids.next());
                change.joined(change.room().join(past, user, membership, clock.instant()), past, users.require(user));
            }
            return change.room();
        });
    }

    @Override
    public RoomView find(UserId reader, RoomId id) {
        return transactions.read(() -> {
            var view = views.of(rooms.find(id).orElseThrow(RoomsService::noRoom), reader);
            view.room().requireVisibleTo(view.mine());
            return view;
        });
    }

    @Override
    public Map<UserId, RoomView> viewsOf(RoomId id, Set<UserId> readers) {
        return transactions.snapshot(() -> rooms.find(id).map(room -> views.of(room, readers)).stream()
                .flatMap(all -> all.values().stream())
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
    public void requireMayChangeProfile(UserId actor, RoomId id) {
        var view = find(actor, id);
        view.room().requireMayChangeProfile(view.mine());
    }

    @Override
    public RoomView change(
            UserId actor, RoomId id, @Nullable UnaryOperator<RoomProfile> profile, @Nullable Set<UserId> people) {
        var changed = changes.update(id, change -> {
            change.room().requireVisibleTo(change.membershipOf(actor));
            if (profile != null) {
                describe(change, actor, profile);
            }
            if (people != null) {
                members.apply(change, actor, people);
            }
            return change.room();
        });
        return view(actor, changed);
    }

    private void describe(RoomUpdate change, UserId actor, UnaryOperator<RoomProfile> wish) {
        var before = change.room();
        var profile = wish.apply(before.profile());
        var described = before.changeProfile(change.membershipOf(actor), profile, clock.instant());
        if (!described.equals(before)) {
            change.described(described);
            change.pictured(before.profile().image(), profile.image(), actor);
        }
    }

    @Override
    public void delete(UserId actor, RoomId id) {
        changes.update(id, change -> {
            change.deleted(change.room().delete(change.membershipOf(actor)));
            return id;
        });
    }

    @Override
    public void delete(Administrator by, RoomId id) {
        changes.update(id, change -> {
            change.deleted(change.room().delete(by));
            return id;
        });
    }

    private RoomView view(UserId viewer, Room room) {
        return transactions.read(() -> views.of(room, viewer));
    }

    private static Set<UserId> together(UserId user, Set<UserId> others) {
        var people = new LinkedHashSet<UserId>();
        people.add(user);
        people.addAll(others);
        return people;
    }

    private static Refusal noRoom() {
        return new Refusal.NotFound("room");
    }

    private RoomId newId() {
        return new RoomId(ids.next());
    }
}

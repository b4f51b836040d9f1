package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.category.Category;
import dev.confab.chat.domain.category.CategoryId;
import dev.confab.chat.domain.category.CategoryProfile;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link CategoryStore}, and of {@link RoomStore} for categories. */
public abstract class CategoryStoreContract extends StoreContract {

    private static final Page.Window ALL = new Page.Window(200, 0);

    @Test
    void storedCategoryIsReturnedUnchanged() {
        var owner = world.user();
        var category = category(owner, world.group(owner), world.group(owner));
        var empty = category(owner);
        assertThat(find(category.id())).contains(category);
        assertThat(find(empty.id())).contains(empty);
        assertThat(find(new CategoryId(world.id()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.confab.chat.domain.port.Strange#texts")
    void titleAndDescriptionAreKeptExactly(String text) {
        var category = add(world.user(), new CategoryProfile(cut(text), text, Set.of()));
        assertThat(find(category.id())).contains(category);
        assertThat(read(() -> db.categories()
                        .findByKey(category.owner(), category.profile().key())))
                .contains(category.id());
    }

    /** Returns the part of {@code text} that fits a title. */
    private static String cut(String text) {
        int length = Math.min(CategoryProfile.MAX_TITLE, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    @Test
    void categoryKeepsTheMaximumNumberOfRooms() {
        var rooms = IntStream.range(0, CategoryProfile.MAX_ROOMS)
                .mapToObj(number -> Room.group(
                        new RoomId(world.id()),
                        RoomProfile.of("room", true),
                        world.newUser("nobody").id(),
                        world.tick()))
                .map(CategoryStoreContract::withoutCreator)
                .toList();
        change(() -> rooms.forEach(room -> db.rooms().add(room)));
        var category = category(world.user(), rooms.toArray(Room[]::new));
        assertThat(find(category.id())).contains(category);
    }

    private static Room withoutCreator(Room room) {
        return new Room(
                room.id(),
                room.kind(),
                null,
                room.profile(),
                null,
                room.created(),
                room.modified(),
                room.lastActivity(),
                RoomCounters.ZERO);
    }

    @Test
    void updateReplacesTheCategory() {
        var owner = world.user();
        var kept = world.group(owner);
        var category = category(owner, world.group(owner), kept);
        var other = category(owner, kept);
        var profile = new CategoryProfile(
                world.word(), "other", Set.of(kept.id(), world.group(owner).id()));
        var changed = category.withProfile(profile);
        change(() -> db.categories().update(changed));
        assertThat(find(category.id())).contains(changed);
        assertThat(find(other.id())).contains(other);
        var emptied = category.withProfile(new CategoryProfile("x", "", Set.of()));
        change(() -> db.categories().update(emptied));
        assertThat(find(category.id())).contains(emptied);
    }

    @Test
    void deletedCategoryLeavesItsRooms() {
        var owner = world.user();
        var room = world.group(owner);
        var category = category(owner, room);
        var other = category(owner, room);
        change(() -> db.categories().delete(category.id()));
        change(() -> db.categories().delete(category.id()));
        assertThat(find(category.id())).isEmpty();
        assertThat(find(other.id())).contains(other);
        assertThat(world.room(room.id())).isEqualTo(room);
    }

    @Test
    void deletedRoomDisappearsFromAllCategories() {
        var owner = world.user();
        var room = world.group(owner);
        var kept = world.group(owner);
        var category = category(owner, room, kept);
        change(() -> db.rooms().delete(room.id()));
        assertThat(find(category.id()).orElseThrow().profile().rooms()).containsExactly(kept.id());
    }

    @Test
    void missingRoomIsRefused() {
        var owner = world.user();
        var gone = Set.of(new RoomId(world.id()), world.group(owner).id());
        var wish = new CategoryProfile("x", "", gone);
        assertThatThrownBy(() -> add(owner, wish)).isInstanceOf(Refusal.Invalid.class);
        var category = category(owner);
        assertThatThrownBy(() -> change(() -> db.categories().update(category.withProfile(wish))))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("rooms"));
        assertThat(find(category.id())).contains(category);
    }

    @Test
    void categoriesOfTheOwnerAreListedInTheOrderOfIds() {
        var owner = world.user();
        var room = world.group(owner);
        var all = List.of(category(owner, room), category(owner), category(owner, room, world.group(owner)));
        category(world.user(), room);
        assertThat(read(() -> db.categories().of(owner.id(), ALL))).isEqualTo(new Page<>(3, all));
        assertThat(read(() -> db.categories().of(owner.id(), new Page.Window(1, 2))))
                .isEqualTo(new Page<>(3, List.of(all.get(2))));
        assertThat(read(() -> db.categories().of(owner.id(), new Page.Window(1, 3))))
                .isEqualTo(new Page<Category>(3, List.of()));
        assertThat(read(() -> db.categories().count(owner.id()))).isEqualTo(3);
        assertThat(read(() -> db.categories().count(world.newUser("nobody").id())))
                .isZero();
    }

    @Test
    void titleIsFoundInAnyCaseAndWithOuterSpace() {
        var owner = world.user();
        var category = add(owner, new CategoryProfile("Straße", "", Set.of()));
        var key = new CategoryProfile("  STRASSE ", "", Set.of()).key();
        assertThat(read(() -> db.categories().findByKey(owner.id(), key))).contains(category.id());
        var stranger = world.user();
        assertThat(read(() -> db.categories().findByKey(stranger.id(), key))).isEmpty();
    }

    @Test
    void categoriesContainingRoomsAreFoundForOneOwner() {
        var owner = world.user();
        var room = world.group(owner);
        var other = world.group(owner);
        var nowhere = world.group(owner);
        var first = category(owner, room, other);
        var second = category(owner, room);
        category(world.user(), room, other);
        var holding = read(() -> db.categories().containing(Set.of(room.id(), nowhere.id()), owner.id()));
        assertThat(holding.get(room.id())).containsExactly(first.id(), second.id());
        assertThat(holding.getOrDefault(nowhere.id(), List.of())).isEmpty();
        assertThat(holding).doesNotContainKey(other.id());
        assertThat(read(() -> db.categories().containing(Set.of(), owner.id()))).isEmpty();
    }

    @Test
    void categoriesContainingARoomAreFoundForManyOwners() {
        var owner = world.user();
        var other = world.user();
        var without = world.user();
        var room = world.group(owner);
        var elsewhere = world.group(owner);
        var first = category(owner, room, elsewhere);
        var second = category(owner, room);
        var third = category(other, room);
        category(other, elsewhere);
        category(without, elsewhere);
        category(world.user(), room);
        var asked = Set.of(owner.id(), other.id(), without.id());
        var holding = read(() -> db.categories().containing(room.id(), asked));
        assertThat(holding.get(owner.id())).containsExactly(first.id(), second.id());
        assertThat(holding.get(other.id())).containsExactly(third.id());
        assertThat(holding.getOrDefault(without.id(), List.of())).isEmpty();
        assertThat(asked).containsAll(holding.keySet());
        assertThat(read(() -> db.categories().containing(room.id(), Set.of()))).isEmpty();
    }

    @Test
    void lockBlocksOtherLocks() {
        var owner = world.user();
        int seen = whileLocked(
                () -> db.categories().lock(owner.id()),
                () -> {
                    db.categories().lock(owner.id());
                    return db.categories().count(owner.id());
                },
                () -> db.categories().add(new Category(new CategoryId(world.id()), owner.id(), profile())));
        assertThat(seen).isEqualTo(1);
    }

    @Test
    void roomListCanBeLimitedToOneCategory() {
        var owner = world.user();
        var one = world.group(owner);
        var other = world.group(owner, RoomProfile.of(world.word(), false));
        world.group(owner);
        var category = category(owner, one, other);
        assertThat(listed(owner, false, category.id())).containsExactlyInAnyOrder(one, other);
        assertThat(listed(owner, true, category.id())).containsExactlyInAnyOrder(one, other);
        var stranger = world.user();
        assertThat(listed(stranger, false, category.id())).isEmpty();
        assertThat(listed(owner, false, new CategoryId(world.id()))).isEmpty();
        assertThat(listed(owner, false, category(owner).id())).isEmpty();
        var theirs = category(stranger, one, other);
        assertThat(listed(stranger, false, theirs.id())).containsExactly(one);
        assertThat(listed(stranger, true, theirs.id())).isEmpty();
    }

    @Test
    void onlyRoomsVisibleByTheRuleAreReturned() {
        var owner = world.user();
        var viewer = world.user();
        var open = world.group(owner);
        var hidden = world.group(owner, RoomProfile.of("x", false));
        var banned = world.group(owner);
        var left = world.group(owner);
        for (var room : List.of(banned, left)) {
            world.join(room.id(), viewer);
        }
        world.ban(banned.id(), owner, viewer);
        world.leave(left.id(), viewer);
        var direct = world.direct(viewer, owner);
        var asked = Stream.of(open, hidden, banned, left, direct).map(Room::id).collect(Collectors.toSet());
        asked.add(new RoomId(world.id()));
        assertThat(read(() -> db.rooms().visibleAmong(asked, viewer.id())))
                .containsExactlyInAnyOrder(open.id(), left.id(), direct.id());
        assertThat(read(() -> db.rooms().visibleAmong(Set.of(), viewer.id()))).isEmpty();
    }

    private List<Room> listed(User viewer, boolean mineOnly, CategoryId category) {
        var filter = new Filter(mineOnly, "", category, Order.ACTIVITY);
        var page = read(() -> db.rooms().visibleTo(viewer.id(), filter, new Page.Window(50, 0)));
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items();
    }

    private Category category(User owner, Room... rooms) {
        var ids = Stream.of(rooms).map(Room::id).collect(Collectors.toSet());
        return add(owner, new CategoryProfile(world.word(), "Description", ids));
    }

    private Category add(User owner, CategoryProfile profile) {
        var category = new Category(new CategoryId(world.id()), owner.id(), profile);
        change(() -> {
            db.categories().lock(owner.id());
            db.categories().add(category);
        });
        return category;
    }

    private CategoryProfile profile() {
        return new CategoryProfile(world.word().substring(0, 20), "", Set.of());
    }

    private Optional<Category> find(CategoryId id) {
        return read(() -> db.categories().find(id));
    }
}

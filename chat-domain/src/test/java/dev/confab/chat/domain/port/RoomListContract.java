package dev.confab.chat.domain.port;

import static dev.confab.chat.domain.port.RoomStore.Order.ACTIVITY;
import static dev.confab.chat.domain.port.RoomStore.Order.CREATED;
import static dev.confab.chat.domain.port.RoomStore.Order.CREATED_DESCENDING;
import static dev.confab.chat.domain.port.RoomStore.Order.MODIFIED;
import static dev.confab.chat.domain.port.RoomStore.Order.MODIFIED_DESCENDING;
import static dev.confab.chat.domain.port.RoomStore.Order.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.RoomStore.Filter;
import dev.confab.chat.domain.port.RoomStore.Order;
import dev.confab.chat.domain.room.MembershipId;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomCounters;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link RoomStore} for lists of rooms. */
public abstract class RoomListContract extends StoreContract {

    private static final Page.Window FIRST = new Page.Window(50, 0);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void publicRoomsAreVisibleToAllAndPrivateOnesToMembers() {
        var word = world.word();
        var owner = world.user();
        var open = world.group(owner, RoomProfile.of(word, true));
        var closed = world.group(owner, RoomProfile.of(word, false));
        assertThat(visible(owner, false, word).items()).containsExactlyInAnyOrder(open, closed);
        assertThat(visible(world.user(), false, word).items()).containsExactly(open);
    }

    @Test
    void allRoomsAreListedRegardlessOfVisibility() {
        var word = world.word();
        var closed = world.group(world.user(), RoomProfile.of("The " + word, false));
        var open = world.group(world.user(), RoomProfile.of(word.toUpperCase(Locale.ROOT), true));
        world.group(world.user());
        assertThat(read(() -> db.rooms().all(word, FIRST))).isEqualTo(new Page<>(2, List.of(open, closed)));
        var second = new Page.Window(1, 1);
        assertThat(read(() -> db.rooms().all(word, second))).isEqualTo(new Page<>(2, List.of(closed)));
        assertThat(read(() -> db.rooms().all(word + "%", FIRST))).isEqualTo(new Page<Room>(0, List.of()));
        long before = read(() -> db.rooms().all("", FIRST)).total();
        world.direct(world.user(), world.user());
        assertThat(read(() -> db.rooms().all("", FIRST)).total()).isEqualTo(before + 1);
    }

    @Test
    void mineOnlyListsRoomsOfActiveMemberships() {
        var word = world.word();
        var owner = world.user();
        var guest = world.user();
        var joined = world.group(owner, RoomProfile.of(word, true));
        var left = world.group(owner, RoomProfile.of(word, true));
        world.group(owner, RoomProfile.of(word, true));
        for (var room : List.of(joined, left)) {
            world.join(room.id(), guest);
        }
        world.leave(left.id(), guest);
        assertThat(visible(guest, true, word).items()).containsExactly(world.room(joined.id()));
        assertThat(visible(guest, true, "").items()).containsExactly(world.room(joined.id()));
        assertThat(visible(guest, false, word).total()).isEqualTo(3);
    }

    @Test
    void privateRoomIsHiddenFromFormerMembers() {
        var word = world.word();
        var owner = world.user();
        var room = world.group(owner, RoomProfile.of(word, false));
        var heir = world.user();
        change(() -> {
            var locked = world.lock(room.id());
            var actor = db.memberships().find(room.id(), owner.id()).orElseThrow();
            var added = locked.members().add(actor, null, heir.id(), new MembershipId(world.id()), NOON);
            db.memberships().add(List.of(added.value()));
            db.rooms().update(added.room());
        });
        assertThat(visible(heir, false, word).total()).isEqualTo(1);
        world.leave(room.id(), heir);
        assertThat(visible(heir, false, word)).isEqualTo(new Page<Room>(0, List.of()));
    }

    @Test
    void publicRoomIsHiddenFromBannedUsers() {
        var word = world.word();
        var owner = world.user();
        var banned = world.user();
        var room = world.group(owner, RoomProfile.of(word, true));
        world.join(room.id(), banned);
        world.ban(room.id(), owner, banned);
        assertThat(visible(banned, false, word).total()).isZero();
        assertThat(visible(banned, true, word).total()).isZero();
        assertThat(visible(owner, false, word).total()).isEqualTo(1);
    }

    @Test
    void roomWithManyMembersIsListedOnce() {
        var word = world.word();
        var owner = world.user();
        var room = world.group(owner, RoomProfile.of(word, true));
        world.users(3).forEach(user -> world.join(room.id(), user));
        assertThat(visible(owner, false, word).total()).isEqualTo(1);
        assertThat(visible(owner, true, word).items()).hasSize(1);
    }

    @Test
    void directAndSelfRoomsAreVisibleToTheirMembersOnly() {
        var one = world.user();
        var other = world.user();
        var direct = world.direct(one, other);
        var self = world.direct(one);
        assertThat(visible(one, true, "").items()).containsExactlyInAnyOrder(direct, self);
        assertThat(visible(other, true, "").items()).containsExactly(direct);
    }

    @Test
    void titleIsFoundByAnyPartInAnyCase() {
        var word = world.word();
        var viewer = world.user();
        var room = world.group(viewer, RoomProfile.of("The " + word + " Été Привет", true));
        for (var part : new String[] {word.toUpperCase(Locale.ROOT), word + " été", word + " ÉTÉ пРИВЕТ"}) {
            assertThat(visible(viewer, false, part).items()).as(part).containsExactly(room);
        }
        assertThat(visible(viewer, false, word + "x").total()).isZero();
    }

    @Test
    void titleIsFoundByEverySpellingThatFoldsEqually() {
        var word = world.word();
        var viewer = world.user();
        var street = world.group(viewer, RoomProfile.of(word + " STRAẞE 5 ΟΔΟΣ", true));
        var coffee = world.group(viewer, RoomProfile.of("ｃａｆe\u0301 " + word, true));
        for (var part : new String[] {word + " straße", word + " STRASSE", "stra\u00adße 5 οδός", "οδοσ"}) {
            var wanted = part.replace("ό", "ο");
            assertThat(visible(viewer, true, wanted).items()).as(part).containsExactly(street);
        }
        for (var part : new String[] {"café " + word, "CAFE\u0301 " + word, "ｆé"}) {
            assertThat(visible(viewer, true, part).items()).as(part).containsExactly(coffee);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "!", "|", "*", "?", "'", "\\%", "[a]", "^"})
    void titlePartHasNoWildcards(String sign) {
        var word = world.word();
        var viewer = world.user();
        var room = world.group(viewer, RoomProfile.of(word + sign + "end", true));
        world.group(viewer, RoomProfile.of(word + "anything-end", true));
        assertThat(visible(viewer, false, word + sign + "end").items()).containsExactly(room);
    }

    @Test
    void roomsAreOrderedByTime() {
        var viewer = world.user();
        var one = stored(viewer, "b", NOON.plusMillis(1), NOON.plusMillis(12), NOON.plusMillis(23));
        var two = stored(viewer, "c", NOON.plusMillis(3), NOON.plusMillis(11), NOON.plusMillis(22));
        var three = stored(viewer, "a", NOON.plusMillis(2), NOON.plusMillis(13), NOON.plusMillis(21));
        assertThat(mine(viewer, ACTIVITY)).containsExactly(one, two, three);
        assertThat(mine(viewer, CREATED)).containsExactly(one, three, two);
        assertThat(mine(viewer, CREATED_DESCENDING)).containsExactly(two, three, one);
        assertThat(mine(viewer, MODIFIED)).containsExactly(two, one, three);
        assertThat(mine(viewer, MODIFIED_DESCENDING)).containsExactly(three, one, two);
        assertThat(mine(viewer, TITLE)).containsExactly(three, one, two);
    }

    @Test
    void titlesAreOrderedFoldedAndUntitledRoomsComeLast() {
        var viewer = world.user();
        var titles = new String[] {"delta", "Charlie", null, "bravo", "Alpha"};
        var rooms = Arrays.stream(titles)
                .map(title -> stored(viewer, title, NOON, NOON, NOON))
                .toList();
        assertThat(mine(viewer, TITLE))
                .containsExactly(rooms.get(4), rooms.get(3), rooms.get(1), rooms.get(0), rooms.get(2));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void equalRoomsFollowById(Order order) {
        var viewer = world.user();
        var ids = new ArrayList<RoomId>();
        for (int made = 0; made < 6; made++) {
            ids.add(new RoomId(world.id()));
        }
        var shuffled = new ArrayList<>(ids);
        Collections.reverse(shuffled);
        Collections.swap(shuffled, 1, 4);
        for (var id : shuffled) {
            var title = id.equals(ids.get(2)) ? "SAME" : "same";
            store(viewer, room(id, viewer, title, NOON, NOON, NOON));
        }
        assertThat(mine(viewer, order)).extracting(Room::id).containsExactlyElementsOf(ids);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void pagesNeitherRepeatNorSkipRooms(Order order) {
        var viewer = world.user();
        for (int made = 0; made < 7; made++) {
            stored(viewer, made % 2 == 0 ? "same" : null, NOON, NOON, NOON.plusMillis(made / 2));
        }
        var all = mine(viewer, order);
        var paged = new ArrayList<Room>();
        for (int offset = 0; offset < 9; offset += 3) {
            var page = visible(viewer, new Filter(true, "", order), new Page.Window(3, offset));
            assertThat(page.total()).isEqualTo(7);
            paged.addAll(page.items());
        }
        assertThat(paged).isEqualTo(all).hasSize(7);
    }

    @Test
    void pagePastTheEndIsEmptyWithTheTotal() {
        var viewer = world.user();
        world.group(viewer);
        var page = visible(viewer, new Filter(true, "", ACTIVITY), new Page.Window(10, 1_000_000));
        assertThat(page).isEqualTo(new Page<Room>(1, List.of()));
    }

    @Test
    void joinedRoomsAreThoseOfActiveMemberships() {
        var owner = world.user();
        var user = world.user();
        var rooms = List.of(world.group(owner), world.group(owner), world.group(owner));
        var direct = world.direct(owner, user);
        rooms.forEach(room -> world.join(room.id(), user));
        world.leave(rooms.get(1).id(), user);
        world.ban(rooms.get(2).id(), owner, user);
        assertThat(read(() -> db.rooms().roomsOf(user.id())))
                .containsExactlyInAnyOrder(world.room(rooms.get(0).id()), direct);
        assertThat(read(() -> db.rooms().roomsOf(world.newUser("nobody").id()))).isEmpty();
    }

    private Room stored(User viewer, String title, Instant created, Instant modified, Instant activity) {
        return store(viewer, room(new RoomId(world.id()), viewer, title, created, modified, activity));
    }

    private static Room room(
            RoomId id, User creator, String title, Instant created, Instant modified, Instant activity) {
        var profile = RoomProfile.of(title, false);
        return new Room(
                id, Room.Kind.GROUP, null, profile, creator.id(), created, modified, activity, RoomCounters.ZERO);
    }

    private Room store(User viewer, Room room) {
        return world.open(room, List.of(viewer));
    }

    private List<Room> mine(User viewer, Order order) {
        return visible(viewer, new Filter(true, "", order), FIRST).items();
    }

    private Page<Room> visible(User viewer, boolean mineOnly, String title) {
        return visible(viewer, new Filter(mineOnly, title, ACTIVITY), FIRST);
    }

    private Page<Room> visible(User viewer, Filter filter, Page.Window window) {
        return read(() -> db.rooms().visibleTo(viewer.id(), filter, window));
    }
}

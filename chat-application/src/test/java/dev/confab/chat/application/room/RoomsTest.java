package dev.confab.chat.application.room;

import static dev.confab.chat.application.TestChat.idsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.view.RoomView;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.RoomStore;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.Room;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private static final Page.Window ALL = new Page.Window(200, 0);

    private final TestChat t = new TestChat();
    private final Rooms rooms = t.chat.rooms();
    private final User ann = t.user("ann");
    private final User bob = t.user("bob");
    private final User cem = t.user("cem");

    @Test
    void creatorBecomesOwner() {
        var room = rooms.create(ann.id(), RoomProfile.of("Lobby", true), idsOf(bob));

        assertThat(room.mine()).isNotNull();
        assertThat(room.mine().role()).isEqualTo(Role.OWNER);
        assertThat(room.room().memberCount()).isEqualTo(2);
        assertThat(t.membership(bob, room.room().id()).role()).isEqualTo(Role.MEMBER);
        assertThat(t.publishedVersions(room.room().id())).containsExactly(1L, 2L);
    }

    @Test
    void roomWithUnknownMemberIsNotCreated() {
        var unknownUsers = Set.of(new UserId(new UUID(7, 7)));

        assertThatThrownBy(() -> rooms.create(ann.id(), RoomProfile.of("Lobby", true), unknownUsers))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("users"));
        assertThat(list(ann, false)).isEmpty();
        assertThat(t.events.published()).isEmpty();
    }

    @Test
    void directRoomIsTheSameForAllItsMembers() {
        var first = rooms.direct(ann.id(), idsOf(bob));
        var second = rooms.direct(bob.id(), idsOf(ann));

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.room().room().id()).isEqualTo(first.room().room().id());
        assertThat(first.room().title()).isEqualTo("bob");
        assertThat(second.room().title()).isEqualTo("ann");
        assertThat(rooms.direct(ann.id(), idsOf(bob, cem)).isNew()).isTrue();
    }

    @Test
    void directRoomWithoutOthersIsSelfRoom() {
        var self = rooms.direct(ann.id(), Set.of());

        assertThat(self.room().room().kind()).isEqualTo(Room.Kind.SELF);
        assertThat(self.room().title()).isEqualTo("Notes to Yourself");
        assertThat(rooms.direct(ann.id(), idsOf(ann)).isNew()).isFalse();
        assertThat(rooms.direct(bob.id(), Set.of()).isNew()).isTrue();
    }

    @Test
    void roomViewIsResolvedPerReader() {
        var id = rooms.direct(ann.id(), idsOf(bob)).room().room().id();
        t.post(ann, id, "hello");
        var views = rooms.viewsOf(id, idsOf(ann, bob, cem));

        assertThat(views).isEqualTo(Map.of(ann.id(), t.view(ann, id), bob.id(), t.view(bob, id)));
        assertThat(views.get(bob.id()).unread()).isEqualTo(1);
    }

    @Test
    void publicRoomIsVisibleToNonMembersUntilDeleted() {
        var id = t.room(ann, true, bob);
        t.chat.members().ban(ann.id(), id, t.membership(bob, id).id());

        assertThat(rooms.viewsOf(id, idsOf(ann, bob, cem))).containsOnlyKeys(ann.id(), cem.id());
        assertThat(rooms.viewsOf(id, Set.of())).isEmpty();
        rooms.delete(ann.id(), id);
        assertThat(rooms.viewsOf(id, idsOf(ann))).isEmpty();
    }

    @Test
    void concurrentDirectCallsReturnOneRoom() throws InterruptedException {
        var found = ConcurrentHashMap.<RoomId>newKeySet();
        inParallel(
                16,
                () -> found.add(rooms.direct(ann.id(), idsOf(bob)).room().room().id()));

        assertThat(found).hasSize(1);
        assertThat(list(ann, true)).hasSize(1);
    }

    @Test
    void roomNamesIgnoreCase() {
        var first = rooms.byName(ann.id(), " Café 🎉 ");
        var second = rooms.byName(bob.id(), "CAFÉ 🎉");

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.room().room().id()).isEqualTo(first.room().room().id());
        assertThat(second.room().room().memberCount()).isEqualTo(2);
        assertThat(second.room().title()).isEqualTo("Café 🎉");
        assertThat(rooms.byName(bob.id(), "café 🎉").room().room().memberCount())
                .isEqualTo(2);
    }

    @Test
    void secondRoomWithSameNameIsConflict() {
        rooms.byName(ann.id(), "one");
        var other = rooms.byName(ann.id(), "two").room().room().id();

        assertThatThrownBy(() -> rooms.changeProfile(ann.id(), other, profile -> RoomProfile.of("ONE", true)))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(t.view(ann, other).title()).isEqualTo("two");
        assertThat(t.publishedVersions(other)).containsExactly(1L);
    }

    @Test
    void privateRoomIsNotFoundForNonMembers() {
        var hidden = t.room(ann, false);

        assertThatThrownBy(() -> rooms.find(bob.id(), hidden)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> rooms.changeProfile(bob.id(), hidden, profile -> profile))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> rooms.changeProfile(bob.id(), hidden, profile -> RoomProfile.of(" ", true)))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> rooms.delete(bob.id(), hidden)).isInstanceOf(Refusal.NotFound.class);
        assertThat(list(bob, false)).isEmpty();
    }

    @Test
    void listShowsUnreadAndLatestActivityFirst() {
        var quiet = t.room(ann, true, bob);
        t.clock.tick();
        var busy = t.room(ann, true, bob);
        t.clock.tick();
        t.post(ann, quiet, "one");
        t.post(ann, quiet, "two");

        var views = rooms.list(bob.id(), new RoomStore.Filter(true, "", RoomStore.Order.ACTIVITY), ALL)
                .items();

        assertThat(views).extracting(view -> view.room().id()).containsExactly(quiet, busy);
        assertThat(views.get(0).unread()).isEqualTo(2);
        assertThat(views.get(0).last()).isNotNull();
        assertThat(views.get(0).last().message().body()).isEqualTo("two");
        assertThat(t.view(ann, quiet).unread()).isZero();
    }

    @Test
    void onlyAdminsChangeProfileAndOnlyOwnersDelete() {
        var room = t.room(ann, true, bob);
        var admin = t.membership(bob, room).id();

        assertThatThrownBy(() -> rooms.changeProfile(bob.id(), room, profile -> profile))
                .isInstanceOf(Refusal.Forbidden.class);
        t.chat.members().changeRole(ann.id(), room, admin, Role.ADMIN);

        assertThat(rooms.changeProfile(bob.id(), room, profile -> RoomProfile.of("Renamed", true))
                        .title())
                .isEqualTo("Renamed");
        assertThatThrownBy(() -> rooms.delete(bob.id(), room)).isInstanceOf(Refusal.Forbidden.class);
        rooms.delete(ann.id(), room);
        assertThatThrownBy(() -> rooms.find(ann.id(), room)).isInstanceOf(Refusal.NotFound.class);
        var published = t.events(room);
        assertThat(published.get(published.size() - 1)).isInstanceOf(RoomEvent.RoomDeleted.class);
    }

    private java.util.List<RoomView> list(User viewer, boolean mine) {
        return rooms.list(viewer.id(), new RoomStore.Filter(mine, "", RoomStore.Order.ACTIVITY), ALL)
                .items();
    }

    private static void inParallel(int threads, Runnable work) throws InterruptedException {
        var start = new CountDownLatch(1);
        var running = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            var thread = new Thread(() -> {
                try {
                    start.await();
                    work.run();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            running.add(thread);
        }
        start.countDown();
        for (var thread : running) {
            thread.join();
        }
    }
}

package dev.confab.chat.application.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.admin.Administration.AdminRoom;
import dev.confab.chat.application.admin.Administration.AdminUser;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdministrationTest extends AdministrationFixture {

    @Test
    void usersAreListedWithPresenceAndDevices() {
        t.presence.connected(ann.id(), UUID.randomUUID());
        var registration = new DeviceRegistration(DeviceType.IOS, new PushToken("t"), null, null);
        t.chat.devices().register(ann.id(), registration);
        change(t.user("bob"), active(false));

        var all = administration.users("", FIRST);

        assertThat(all.total()).isEqualTo(3);
        assertThat(all.items())
                .extracting(person -> person.user().username().value())
                .containsExactly("ann", "bob", "root");
        assertThat(all.items()).extracting(AdminUser::isOnline).containsExactly(true, false, false);
        assertThat(all.items()).extracting(AdminUser::devices).containsExactly(1, 0, 0);
        assertThat(all.items()).extracting(person -> person.user().active()).containsExactly(true, false, true);
        assertThat(administration.devices(ann.id()))
                .extracting(device -> device.registration())
                .containsExactly(registration);
        assertThatThrownBy(() -> administration.devices(new UserId(UUID.randomUUID())))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void closeConnectionsPublishesEventAndKeepsLogins() {
        var tokens = logIn("ann", TestChat.PASSWORD);
        administration.closeConnections(ann.id());
        assertThat(t.userEvents.published()).containsExactly(new UserEvent.ConnectionsClosed(ann.id()));
        assertThat(t.chat.authentication().authenticate(tokens.access()).user()).isEqualTo(ann);
    }

    @Test
    void roomsOfOthersAreListedWithName() {
        var bob = t.user("bob");
        var group = t.room(ann, false, bob);
        t.chat.rooms().direct(ann.id(), Set.of(bob.id()));
        assertThat(administration.rooms("", FIRST).items())
                .extracting(AdminRoom::name)
                .containsExactlyInAnyOrder("Room", "ann, bob");
        assertThat(administration.rooms("rOO", FIRST).items())
                .extracting(place -> place.room().id())
                .containsExactly(group);
        assertThat(administration.members(group, FIRST).items())
                .extracting(member -> member.name())
                .containsExactlyInAnyOrder("ann", "bob");
    }

    @Test
    void roomOfOthersIsReadWithoutJoining() {
        var room = t.room(ann, false);
        for (var body : new String[] {"one", "two", "three"}) {
            t.post(ann, room, body);
        }
        var newest = administration.messages(room, Long.MAX_VALUE, 2);
        assertThat(newest.total()).isEqualTo(3);
        assertThat(newest.viewer()).isNull();
        assertThat(newest.messages())
                .extracting(details -> details.message().body())
                .containsExactly("three", "two");
        assertThat(administration.messages(room, 2, 50).messages())
                .extracting(details -> details.message().body())
                .containsExactly("one");
        assertThat(administration.members(room, FIRST).total()).isEqualTo(1);
    }

    @Test
    void roomOfOthersIsDeleted() {
        var room = t.room(ann, false);
        administration.deleteRoom(administrator, room);
        assertThat(t.events(room)).last().isInstanceOf(RoomEvent.RoomDeleted.class);
        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> t.view(ann, room),
            () -> administration.deleteRoom(administrator, room),
            () -> administration.members(room, FIRST),
            () -> administration.messages(room, 1, 1)
        }) {
            assertThatThrownBy(call).isInstanceOf(Refusal.NotFound.class);
        }
        assertThat(administration.rooms("", FIRST).total()).isZero();
    }

    @Test
    void messageOfOthersBecomesTombstone() {
        var room = t.room(ann, false);
        var message = t.post(ann, room, "Rude");
        administration.deleteMessage(administrator, message.id());
        assertThat(body(room)).isEmpty();
        var published = t.events(room);
        assertThat(published).last().isInstanceOf(RoomEvent.MessageDeleted.class);
        administration.deleteMessage(administrator, message.id());
        assertThat(t.events(room)).isEqualTo(published);
        assertThatThrownBy(() -> administration.deleteMessage(administrator, new MessageId(UUID.randomUUID())))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void onlineUsersAreListedByPage() {
        var bob = t.user("bob");
        t.presence.connected(ann.id(), UUID.randomUUID());
        t.presence.connected(ann.id(), UUID.randomUUID());
        t.presence.connected(bob.id(), UUID.randomUUID());
        var all = administration.onlineUsers(FIRST);
        assertThat(all.people()).isEqualTo(new Page<>(2, all.people().items()));
        assertThat(all.people().items()).containsExactlyInAnyOrder(ann, bob);
        assertThat(all.connectionsHere()).isEqualTo(3);
        var second = administration.onlineUsers(new Page.Window(1, 1)).people();
        assertThat(second).isEqualTo(new Page<>(2, all.people().items().subList(1, 2)));
    }
}

package dev.confab.chat.application.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PushToken;
import dev.confab.chat.domain.room.MessageId;
import dev.confab.chat.domain.room.Role;
import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserEvent;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdministrationTest {

    private static final Page.Window FIRST = new Page.Window(50, 0);
    private static final Administrator SERVICE = Administrator.of(new ServiceName("ops"));
    private static final Password OTHER = new Password("another horse entirely");

    private final TestChat t = new TestChat();
    private final Administration administration = t.chat.administration();
    private final User root = staff("root");
    private final Administrator boss = Administrator.of(root);
    private final User ann = t.user("ann");

    private User staff(String name) {
        return t.accounts().signUpStaff(new SignUp(new Username(name), TestChat.PASSWORD, null, null));
    }

    private TokenPair logIn(String name, Password password) {
        return t.accounts().logIn(new Username(name), password);
    }

    private AdminUser change(User user, UserPatch wish) {
        return administration.changeUser(boss, user.id(), wish);
    }

    private static UserPatch active(boolean active) {
        return new UserPatch(active, null, null);
    }

    private static UserPatch staff(boolean staff) {
        return new UserPatch(null, staff, null);
    }

    private static UserPatch password(Password password) {
        return new UserPatch(null, null, password);
    }

    @Test
    void everybodyIsListedWithWhatTheyHave() {
        t.presence.connected(ann.id(), UUID.randomUUID());
        var wish = new DeviceRegistration(DeviceType.IOS, new PushToken("t"), null, null);
        t.chat.devices().register(ann.id(), wish);
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
                .containsExactly(wish);
        assertThatThrownBy(() -> administration.devices(new UserId(UUID.randomUUID())))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void anAccountIsMadeUnderTheRulesOfSigningUp() {
        var wish = new SignUp(new Username("carl"), TestChat.PASSWORD, null, null);
        assertThat(administration.createUser(wish, true).user().staff()).isTrue();
        assertInvalid("username", () -> administration.createUser(wish, false));
        var weak = new SignUp(new Username("dora"), new Password("short"), null, null);
        assertInvalid("password", () -> administration.createUser(weak, false));
    }

    @Test
    void whoIsDeactivatedIsOutAsByTheirOwnWill() {
        var bob = t.user("bob");
        var room = t.room(ann, false, bob);
        var tokens = logIn("ann", TestChat.PASSWORD);

        assertThat(change(ann, active(false)).user().active()).isFalse();

        assertThatThrownBy(() -> t.chat.authentication().authenticate(tokens.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThatThrownBy(() -> logIn("ann", TestChat.PASSWORD)).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.membership(ann, room).isActive()).isFalse();
        assertThat(t.membership(bob, room).role()).isEqualTo(Role.OWNER);
        assertThat(t.userEvents.published()).containsExactly(new UserEvent.Deactivated(ann.id()));
        change(ann, active(false));
        assertThat(t.userEvents.published()).hasSize(1);
    }

    @Test
    void whoIsLetBackInLogsInAgainButIsInNoGroup() {
        var room = t.room(ann, false, t.user("bob"));
        var old = logIn("ann", TestChat.PASSWORD);
        change(ann, active(false));

        assertThat(change(ann, active(true)).user()).isEqualTo(ann);

        assertThat(logIn("ann", TestChat.PASSWORD).access()).isNotEmpty();
        assertThatThrownBy(() -> t.chat.authentication().authenticate(old.access()))
                .isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(t.membership(ann, room).isActive()).isFalse();
        assertThat(t.userEvents.published())
                .containsExactly(new UserEvent.Deactivated(ann.id()), new UserEvent.Reactivated(ann.id()));
        change(ann, active(true));
        assertThat(t.userEvents.published()).hasSize(2);
    }

    @Test
    void aPasswordThatIsGivenEndsEveryLogIn() {
        var phone = logIn("ann", TestChat.PASSWORD);
        var laptop = logIn("ann", TestChat.PASSWORD);

        change(ann, password(OTHER));

        for (var tokens : new TokenPair[] {phone, laptop}) {
            assertThatThrownBy(() -> t.chat.authentication().authenticate(tokens.access()))
                    .isInstanceOf(Refusal.Unauthenticated.class);
        }
        assertThatThrownBy(() -> logIn("ann", TestChat.PASSWORD)).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(logIn("ann", OTHER).access()).isNotEmpty();
        assertThat(t.userEvents.published())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isInstanceOf(UserEvent.LoginEnded.class));
    }

    @Test
    void aWeakPasswordChangesNothingElseEither() {
        assertInvalid("password", () -> change(ann, new UserPatch(false, true, new Password("ann"))));
        assertThat(find(ann)).isEqualTo(ann);
    }

    @Test
    void rankIsGivenAndTaken() {
        assertThat(change(ann, staff(true)).user()).isEqualTo(ann.asStaff());
        assertThat(change(ann, staff(false)).user()).isEqualTo(ann);
    }

    @Test
    void nobodyDeactivatesOrDemotesThemselves() {
        change(ann, staff(true));
        assertInvalid("is_active", () -> change(root, active(false)));
        assertInvalid("is_staff", () -> change(root, staff(false)));
        assertThat(change(root, new UserPatch(true, true, null)).user()).isEqualTo(root);
    }

    @Test
    void theLastOfTheStaffStaysWhoeverAsks() {
        for (var wish : new UserPatch[] {active(false), staff(false), new UserPatch(false, false, OTHER)}) {
            assertThatThrownBy(() -> administration.changeUser(SERVICE, root.id(), wish))
                    .isInstanceOf(Refusal.Conflict.class);
        }
        assertThat(find(root)).isEqualTo(root);
        assertThat(logIn("root", TestChat.PASSWORD).access()).isNotEmpty();
        change(ann, staff(true));
        assertThat(administration
                        .changeUser(SERVICE, root.id(), active(false))
                        .user()
                        .active())
                .isFalse();
        assertThatThrownBy(() -> administration.changeUser(SERVICE, ann.id(), staff(false)))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void whoIsNotThereCannotBeChanged() {
        var nobody = new UserId(UUID.randomUUID());
        for (var wish : new UserPatch[] {active(false), active(true), staff(true), password(OTHER)}) {
            assertThatThrownBy(() -> administration.changeUser(boss, nobody, wish))
                    .isInstanceOf(Refusal.NotFound.class);
        }
        assertThatThrownBy(() -> administration.closeConnections(nobody)).isInstanceOf(Refusal.NotFound.class);
        assertThat(t.userEvents.published()).isEmpty();
    }

    @Test
    void closingConnectionsIsToldToAllNodesAndEndsNoLogIn() {
        var tokens = logIn("ann", TestChat.PASSWORD);
        administration.closeConnections(ann.id());
        assertThat(t.userEvents.published()).containsExactly(new UserEvent.ConnectionsClosed(ann.id()));
        assertThat(t.chat.authentication().authenticate(tokens.access()).user()).isEqualTo(ann);
    }

    @Test
    void roomsOfOthersAreThereAndHaveAName() {
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
    void aRoomOfOthersIsReadBackwardsAndNobodyJoins() {
        var room = t.room(ann, false);
        for (var body : new String[] {"one", "two", "three"}) {
            t.post(ann, room, body);
        }
        var newest = administration.messages(room, Long.MAX_VALUE, 2);
        assertThat(newest.total()).isEqualTo(3);
        assertThat(newest.viewer()).isNull();
        assertThat(newest.messages())
                .extracting(authored -> authored.message().body())
                .containsExactly("three", "two");
        assertThat(administration.messages(room, 2, 50).messages())
                .extracting(authored -> authored.message().body())
                .containsExactly("one");
        assertThat(administration.members(room, FIRST).total()).isEqualTo(1);
    }

    @Test
    void aRoomOfOthersIsDeletedForAll() {
        var room = t.room(ann, false);
        administration.deleteRoom(boss, room);
        assertThat(t.told(room)).last().isInstanceOf(RoomEvent.RoomDeleted.class);
        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> t.view(ann, room),
            () -> administration.deleteRoom(boss, room),
            () -> administration.members(room, FIRST),
            () -> administration.messages(room, 1, 1)
        }) {
            assertThatThrownBy(call).isInstanceOf(Refusal.NotFound.class);
        }
        assertThat(administration.rooms("", FIRST).total()).isZero();
    }

    @Test
    void aMessageOfOthersBecomesATombstone() {
        var room = t.room(ann, false);
        var message = t.post(ann, room, "Rude");
        administration.deleteMessage(boss, message.id());
        assertThat(body(room)).isEmpty();
        var told = t.told(room);
        assertThat(told).last().isInstanceOf(RoomEvent.MessageDeleted.class);
        administration.deleteMessage(boss, message.id());
        assertThat(t.told(room)).isEqualTo(told);
        assertThatThrownBy(() -> administration.deleteMessage(boss, new MessageId(UUID.randomUUID())))
                .isInstanceOf(Refusal.NotFound.class);
    }

    private String body(RoomId room) {
        return administration
                .messages(room, Long.MAX_VALUE, 1)
                .messages()
                .get(0)
                .message()
                .body();
    }

    @Test
    void whoIsThereIsToldByThePage() {
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

    private User find(User user) {
        return administration
                .users(user.username().value(), FIRST)
                .items()
                .get(0)
                .user();
    }

    private static void assertInvalid(@Nullable String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .extracting(Refusal.Invalid::field)
                .isEqualTo(field);
    }
}

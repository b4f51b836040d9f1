package dev.confab.chat.application.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.account.TokenPair;
import dev.confab.chat.application.admin.Administration.AdminUser;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.RoomId;
import dev.confab.chat.domain.user.Administrator;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.Username;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Administrators and users. */
abstract class AdministrationFixture {

    static final Page.Window FIRST = new Page.Window(50, 0);
    static final Administrator SERVICE = Administrator.of(new ServiceName("ops"));
    static final Password OTHER = new Password("another horse entirely");

    final TestChat t = new TestChat();
    final Administration administration = t.chat.administration();
    final User root = staff("root");
    final Administrator administrator = Administrator.of(root);
    final User ann = t.user("ann");

    User staff(String name) {
        return t.accounts().signUpStaff(new SignUp(new Username(name), TestChat.PASSWORD, null, null));
    }

    TokenPair logIn(String name, Password password) {
        return t.accounts().logIn(new Username(name), password);
    }

    AdminUser change(User user, UserPatch patch) {
        return administration.changeUser(administrator, user.id(), patch);
    }

    static UserPatch active(boolean active) {
        return new UserPatch(active, null, null);
    }

    static UserPatch staff(boolean staff) {
        return new UserPatch(null, staff, null);
    }

    static UserPatch password(Password password) {
        return new UserPatch(null, null, password);
    }

    String body(RoomId room) {
        return administration
                .messages(room, Long.MAX_VALUE, 1)
                .messages()
                .get(0)
                .message()
                .body();
    }

    User find(User user) {
        return administration
                .users(user.username().value(), FIRST)
                .items()
                .get(0)
                .user();
    }

    static void assertInvalid(@Nullable String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .extracting(Refusal.Invalid::field)
                .isEqualTo(field);
    }
}

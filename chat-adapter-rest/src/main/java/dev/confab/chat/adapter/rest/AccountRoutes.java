package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Routes.AUTH;
import static java.util.Objects.requireNonNull;

import dev.confab.chat.adapter.wire.AccountJson;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.PasswordChange;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.UserProfile;
import org.jspecify.annotations.Nullable;

/** Routes for the caller's own account, where this server manages accounts. */
final class AccountRoutes {

    private static final String ME = AUTH + "/me";

    private static final Operation FIND = operation("me", "Get your account").response(200, AccountJson.class);
    private static final Operation CHANGE = operation("changeMe", "Change your display name and e-mail address")
            .patch(AccountBody.class)
            .response(200, AccountJson.class);
    private static final Operation DEACTIVATE =
            operation("deactivateMe", "Deactivate your account permanently").emptyResponse(204);
    private static final Operation CHANGE_PASSWORD = operation(
                    "changePassword", "Change your password and end your other logins")
            .body(PasswordBody.class)
            .emptyResponse(204);

    private final Accounts accounts;

    AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    private record AccountBody(
            @FieldSpec(maxLength = 150) PatchField<String> displayName,
            PatchField<String> email,

            @FieldSpec(about = "Must be your current user name") @Nullable
            String username) {

        UserProfile applyTo(UserProfile profile) {
            return new UserProfile(
                    displayName.orCurrent(profile.displayName()), email.isPresent() ? address() : profile.email());
        }

        private @Nullable Email address() {
            return email.value() == null ? null : Email.parse(email.value());
        }
    }

    private record PasswordBody(String oldPassword, String newPassword) {}

    void register(Routes routes) {
        routes.section("Accounts")
                .get(ME, FIND, AccountRoutes::find)
                .patch(ME, CHANGE, this::change)
                .delete(ME, DEACTIVATE, this::deactivate)
                .post(ME + "/password", CHANGE_PASSWORD, this::changePassword);
    }

    private static void find(UserRequest request) {
        request.respond(AccountJson.of(request.caller().user()));
    }

    private void change(UserRequest request) {
        var body = request.patch(AccountBody.class);
        var own = request.caller().user().username().value();
        if (body.username() != null && !body.username().equals(own)) {
            throw new Refusal.Invalid("username", "Must be your user name, which cannot be changed.");
        }
        request.respond(AccountJson.of(accounts.changeProfile(request.me(), body::applyTo)));
    }

    private void deactivate(UserRequest request) {
        accounts.deactivate(request.me());
        request.respondEmpty(204);
    }

    /** Counts as a login attempt, because it also verifies a password. */
    private void changePassword(UserRequest request) {
        request.countLogIn(request.caller().user().username().key());
        var body = request.body(PasswordBody.class);
        accounts.changePassword(new PasswordChange(
                request.me(),
                requireNonNull(request.caller().login()),
                Password.parse("old_password", body.oldPassword()),
                Password.parse("new_password", body.newPassword())));
        request.respondEmpty(204);
    }
}

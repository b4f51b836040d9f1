package dev.confab.chat.domain.user;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Text;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param displayName what others read; 1 to {@value #MAX_DISPLAY_NAME} characters, a new one in {@link OneLine}
 * @param active false once deactivated: may not log in, leaves the directory, and the name is never given out again
 * @param staff may use the administration
 */
public record User(
        UserId id,
        Username username,
        String displayName,
        @Nullable Email email,
        boolean active,
        boolean staff,
        Instant created) {

    public static final int MAX_DISPLAY_NAME = 150;

    public User {
        Text.checkPresent("display_name", displayName, MAX_DISPLAY_NAME);
    }

    /** A new account; without a display name the user name serves as one. */
    public static User create(
            UserId id, Username username, @Nullable String displayName, @Nullable Email email, Instant at) {
        return new User(id, username, username.value(), null, true, false, at)
                .withProfile(new UserProfile(displayName, email));
    }

    public UserProfile profile() {
        return new UserProfile(displayName, email);
    }

    /** The same person, shown and reached otherwise. The user name never changes. */
    public User withProfile(UserProfile profile) {
        var shown = profile.nameOr(username);
        if (!shown.equals(displayName) && !shown.equals(username.value())) {
            OneLine.check("display_name", shown, MAX_DISPLAY_NAME);
        }
        return new User(id, username, shown, profile.email(), active, staff, created);
    }

    /** The same person, whose account was given up or taken away. */
    public User deactivate() {
        return new User(id, username, displayName, email, false, staff, created);
    }

    /** The same person, who may log in again. */
    public User reactivate() {
        return new User(id, username, displayName, email, true, staff, created);
    }

    /** The display name that comes nearest to {@code wish}; empty if that has nothing to read. */
    static Optional<String> displayNameNear(@Nullable String wish) {
        return Optional.ofNullable(wish)
                .filter(text -> !OneLine.isBlank(text))
                .map(text -> OneLine.sanitize(text.strip(), MAX_DISPLAY_NAME))
                .filter(text -> !OneLine.isBlank(text));
    }

    /** The same person under other names. */
    User withNames(Username name, String shown) {
        return new User(id, name, shown, email, active, staff, created);
    }

    /** The same person, who from now on may use the administration. */
    public User asStaff() {
        return withStaff(true);
    }

    /** The same person, who may use the administration from now on, or not any more. */
    public User withStaff(boolean may) {
        return new User(id, username, displayName, email, active, may, created);
    }
}

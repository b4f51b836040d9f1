package dev.confab.chat.domain.user;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user account.
 *
 * @param displayName the name that other users read: 1 to {@value #MAX_DISPLAY_NAME} characters; a new name also follows
 *     the rules of {@link OneLine}
 * @param active false for a deactivated account, which cannot log in and is not listed; its user name stays taken
 * @param staff whether the user may use the administration
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

    /** Returns a new account. Without a display name, the user name is displayed. */
    public static User create(
            UserId id, Username username, @Nullable String displayName, @Nullable Email email, Instant at) {
        return new User(id, username, username.value(), null, true, false, at)
                .withProfile(new UserProfile(displayName, email));
    }

    public UserProfile profile() {
        return new UserProfile(displayName, email);
    }

    /**
     * Returns this user with another profile.
     *
     * @throws Refusal.Invalid if a changed display name breaks the rules of {@link OneLine}
     */
    public User withProfile(UserProfile profile) {
        var newName = profile.nameOr(username);
        if (!newName.equals(displayName) && !newName.equals(username.value())) {
            OneLine.check("display_name", newName, MAX_DISPLAY_NAME);
        }
        return new User(id, username, newName, profile.email(), active, staff, created);
    }

    public User deactivate() {
        return new User(id, username, displayName, email, false, staff, created);
    }

    public User reactivate() {
        return new User(id, username, displayName, email, true, staff, created);
    }

    /** Returns the valid display name closest to {@code claimed}, or empty if {@code claimed} is missing or blank. */
    static Optional<String> displayNameNear(@Nullable String claimed) {
        return Optional.ofNullable(claimed)
                .filter(text -> !OneLine.isBlank(text))
                .map(text -> OneLine.sanitize(text.strip(), MAX_DISPLAY_NAME))
                .filter(text -> !OneLine.isBlank(text));
    }

    User withNames(Username newUsername, String newDisplayName) {
        return new User(id, newUsername, newDisplayName, email, active, staff, created);
    }

    /** Returns this user as a member of the staff. */
    public User asStaff() {
        return withStaff(true);
    }

    /** Returns this user, who may use the administration if {@code isStaff} is true. */
    public User withStaff(boolean isStaff) {
        return new User(id, username, displayName, email, active, isStaff, created);
    }
}

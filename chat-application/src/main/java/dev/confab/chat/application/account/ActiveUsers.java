package dev.confab.chat.application.account;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up users who must be active, because they are about to act or to join a room. */
public final class ActiveUsers {

    private final UserStore users;

    public ActiveUsers(UserStore users) {
        this.users = users;
    }

    /**
     * Returns the user.
     *
     * @throws Refusal.NotFound if there is no active user of this id
     */
    public User require(UserId id) {
        return users.find(id).map(ActiveUsers::requireActive).orElseThrow(() -> new Refusal.NotFound("user"));
    }

    /**
     * Returns {@code user}.
     *
     * @throws Refusal.NotFound if the account was deactivated
     */
    public static User requireActive(User user) {
        if (!user.active()) {
            throw new Refusal.NotFound("user");
        }
        return user;
    }

    /**
     * Returns the users in the order of {@code ids}. Needs one statement.
     *
     * @throws Refusal.Invalid naming {@code field} if one of them does not exist or is not active
     */
    public List<User> require(String field, Collection<UserId> ids) {
        var found = users.findAll(Set.copyOf(ids)).stream()
                .filter(User::active)
                .collect(Collectors.toMap(User::id, Function.identity()));
        if (!found.keySet().containsAll(ids)) {
            throw new Refusal.Invalid(field, "Must name existing users.");
        }
        return ids.stream().map(found::get).toList();
    }
}

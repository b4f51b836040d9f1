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

/** Looks up people who are about to enter a room. */
public final class ActiveUsers {

    private final UserStore users;

    public ActiveUsers(UserStore users) {
        this.users = users;
    }

    /** Whoever acts has proven to be an active user; this brings their names. */
    public User require(UserId id) {
        return users.find(id).map(ActiveUsers::requireActive).orElseThrow(() -> new Refusal.NotFound("user"));
    }

    /** {@code user} themselves, unless the account was given up. */
    public static User requireActive(User user) {
        if (!user.active()) {
            throw new Refusal.NotFound("user");
        }
        return user;
    }

    /**
     * The users of {@code ids}, in that order; one statement.
     *
     * @throws Refusal.Invalid naming {@code field} if one of them is no active user
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

package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the accounts. Call within {@link Transactions}. */
public interface UserStore {

    /**
     * Stores a new account, unless its {@link Username#key} was ever given out before, or one of its {@link
     * Username#looks} is taken.
     *
     * @return false if the name is taken; nothing is stored then, and the unit of work goes on. Of two concurrent calls one gets false.
     */
    boolean add(Credential account);

    /**
     * Stores a new user of the host application, who has no password here, unless their {@link Username#key}, one of
     * their {@link Username#looks} or their {@link ExternalId} was ever given out before.
     *
     * @return false if one of them is taken; nothing is stored then, and the unit of work goes on. Of two concurrent
     *     calls one gets false, and finds what the other one stored.
     */
    boolean add(HostUser user);

    /**
     * Stores the names of a user of the host application and which tokens they come from, unless the name is somebody
     * else's or looks so. A name is not looked at again that keeps its {@link Username#key}.
     *
     * @return false if the name is taken; nothing is stored then, and the unit of work goes on. Of two concurrent calls
     *     one gets false.
     */
    boolean rename(HostUser user);

    /** The user whom the host application calls {@code id}, active or not; one statement, by an index. */
    Optional<HostUser> find(ExternalId id);

    Optional<User> find(UserId id);

    /** Those of {@code ids} that exist, active or not, in no particular order; one statement. */
    List<User> findAll(Set<UserId> ids);

    /** Those of {@code ids} who were deactivated; one statement. */
    Set<UserId> inactive(Set<UserId> ids);

    /** The account of that {@link Username#key}, active or not, if it has a password. */
    Optional<Credential> credential(Username name);

    /** The account, active or not, if it has a password; nobody else can lock or update it until the transaction ends. */
    Optional<Credential> lock(UserId id);

    /** The user, whoever keeps the account, active or not; locked as by {@link #lock}. */
    Optional<User> lockUser(UserId id);

    /** The active users who are of the staff, locked as by {@link #lock}, in an order that is the same for all who lock them. */
    List<User> lockStaff();

    /** Stores whether the user is active and of the staff; all else of them is as it was. */
    void updateStatus(User user);

    /** Replaces what can change of an account: everything but its name and when it was made. */
    void update(Credential account);

    /**
     * Active users whose user name or display name contains {@code text} once both are folded, every one for an empty text;
     * {@code %} and {@code _} mean themselves. Ordered by user name key.
     */
    Page<User> search(String text, Page.Window window);

    /** As {@link #search}, active or not; two statements. */
    Page<User> searchAll(String text, Page.Window window);
}

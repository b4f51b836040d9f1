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

/** A store of accounts. All calls must be made within {@link Transactions}. */
public interface UserStore {

    /**
     * Stores a new account, unless its {@link Username#key} was ever used before, or one of its {@link Username#looks} is
     * taken.
     *
     * @return false if the name is taken; then nothing is stored and the transaction continues. Of two concurrent calls,
     *     one returns false.
     */
    boolean add(Credential account);

    /**
     * Stores a new user of the host application, who has no password, unless the {@link Username#key}, one of the
     * {@link Username#looks} or the {@link ExternalId} was ever used before.
     *
     * @return false if one of them was used; then nothing is stored and the transaction continues. Of two concurrent
     *     calls, one returns false and then finds the user of the other.
     */
    boolean add(HostUser user);

    /**
     * Stores the names of a user of the host application and the history of its tokens, unless the name belongs to
     * another user or looks like another user's name. A name that keeps its {@link Username#key} is not checked again.
     *
     * @return false if the name is taken; then nothing is stored and the transaction continues. Of two concurrent calls,
     *     one returns false.
     */
    boolean rename(HostUser user);

    /** Finds a user by the host application's id, active or not. One statement, by an index. */
    Optional<HostUser> find(ExternalId id);

    Optional<User> find(UserId id);

    /** Returns those of the users that exist, active or not, in no particular order. One statement. */
    List<User> findAll(Set<UserId> ids);

    /** Returns those of the users that are deactivated. One statement. */
    Set<UserId> inactive(Set<UserId> ids);

    /** Finds the account with the {@link Username#key} of {@code name}, active or not, if it has a password. */
    Optional<Credential> credential(Username name);

    /**
     * Finds an account, active or not, if it has a password, and locks it against other changes until the transaction
     * ends.
     */
    Optional<Credential> lock(UserId id);

    /** Finds and locks a user, active or not, with a password or from the host application. */
    Optional<User> lockUser(UserId id);

    /** Returns and locks the active members of the staff, always in the same order. */
    List<User> lockStaff();

    /** Stores only whether the user is active, and whether the user belongs to the staff. */
    void updateStatus(User user);

    /** Replaces the changeable parts of an account: all but the user name and the time of creation. */
    void update(Credential account);

    /**
     * Returns the active users whose folded user name or display name contains the folded {@code text}, ordered by user
     * name key. An empty text matches all users; {@code %} and {@code _} have no special meaning.
     */
    Page<User> search(String text, Page.Window window);

    /** Returns the users, active or not, that {@link #search} would find among active ones. Two statements. */
    Page<User> searchAll(String text, Page.Window window);
}

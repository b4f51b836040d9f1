package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Accounts in a map. */
public final class InMemoryUserStore implements UserStore {

    private static final PasswordHash NONE = new PasswordHash("");

    private final InMemoryTransactions transactions;

    public InMemoryUserStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean add(Credential account) {
        var users = transactions.writing().users;
        if (isTaken(account.user())) {
            return false;
        }
        return users.putIfAbsent(account.user().id(), account) == null;
    }

    @Override
    public boolean add(HostUser user) {
        var tables = transactions.writing();
        if (tables.hostUsers.containsKey(user.external()) || isTaken(user.user())) {
            return false;
        }
        put(tables, user);
        return true;
    }

    @Override
    public boolean rename(HostUser user) {
        var tables = transactions.writing();
        if (isTaken(user.user())) {
            return false;
        }
        put(tables, user);
        return true;
    }

    private static void put(InMemoryTables tables, HostUser user) {
        tables.users.put(user.user().id(), new Credential(user.user(), NONE));
        tables.hostUsers.put(user.external(), user);
    }

    private boolean isTaken(User wish) {
        return users().stream()
                .filter(user -> !user.id().equals(wish.id()))
                .anyMatch(user -> isSame(user.username(), wish.username()));
    }

    private static boolean isSame(Username one, Username other) {
        return one.key().equals(other.key()) || !Collections.disjoint(one.looks(), other.looks());
    }

    @Override
    public Optional<HostUser> find(ExternalId id) {
        return Optional.ofNullable(transactions.reading().hostUsers.get(id))
                .map(known -> new HostUser(id, find(known.user().id()).orElseThrow(), known.history()));
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(transactions.reading().users.get(id)).map(Credential::user);
    }

    @Override
    public List<User> findAll(Set<UserId> ids) {
        return users().stream().filter(user -> ids.contains(user.id())).toList();
    }

    @Override
    public Set<UserId> inactive(Set<UserId> ids) {
        return findAll(ids).stream()
                .filter(user -> !user.active())
                .map(User::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Credential> credential(Username name) {
        return transactions.reading().users.values().stream()
                .filter(account -> account.user().username().key().equals(name.key()))
                .filter(account -> !account.hash().equals(NONE))
                .findAny();
    }

    @Override
    public Optional<Credential> lock(UserId id) {
        return Optional.ofNullable(transactions.writing().users.get(id))
                .filter(account -> !account.hash().equals(NONE));
    }

    @Override
    public Optional<User> lockUser(UserId id) {
        return Optional.ofNullable(transactions.writing().users.get(id)).map(Credential::user);
    }

    @Override
    public List<User> lockStaff() {
        return transactions.writing().users.values().stream()
                .map(Credential::user)
                .filter(user -> user.active() && user.staff())
                .toList();
    }

    @Override
    public void updateStatus(User user) {
        transactions
                .writing()
                .users
                .computeIfPresent(user.id(), (id, account) -> account.with(standing(account, user)));
    }

    private static User standing(Credential before, User now) {
        var kept = before.user().withStaff(now.staff());
        return now.active() ? kept.reactivate() : kept.deactivate();
    }

    @Override
    public void update(Credential account) {
        transactions.writing().users.replace(account.user().id(), account);
    }

    @Override
    public Page<User> search(String text, Page.Window window) {
        return search(text, window, User::active);
    }

    @Override
    public Page<User> searchAll(String text, Page.Window window) {
        return search(text, window, any -> true);
    }

    private Page<User> search(String text, Page.Window window, Predicate<User> wanted) {
        var found = users().stream()
                .filter(wanted)
                .filter(user -> InMemoryTables.contains(user.username().value(), text)
                        || InMemoryTables.contains(user.displayName(), text))
                .sorted(Comparator.comparing(user -> user.username().key()))
                .toList();
        return Pages.cut(found, window);
    }

    private List<User> users() {
        return transactions.reading().users.values().stream()
                .map(Credential::user)
                .toList();
    }
}

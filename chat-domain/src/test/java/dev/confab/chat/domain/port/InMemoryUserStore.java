package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts in a map. */
public final class InMemoryUserStore implements UserStore {

    private final InMemoryTransactions transactions;

    public InMemoryUserStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean add(Credential account) {
        var users = transactions.writing().users;
        if (credential(account.user().username()).isPresent()) {
            return false;
        }
        return users.putIfAbsent(account.user().id(), account) == null;
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
    public Optional<Credential> credential(Username name) {
        return transactions.reading().users.values().stream()
                .filter(account -> account.user().username().key().equals(name.key()))
                .findAny();
    }

    @Override
    public Optional<Credential> lock(UserId id) {
        return Optional.ofNullable(transactions.writing().users.get(id));
    }

    @Override
    public void update(Credential account) {
        transactions.writing().users.replace(account.user().id(), account);
    }

    @Override
    public Page<User> search(String text, Page.Window window) {
        var found = users().stream()
                .filter(User::active)
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

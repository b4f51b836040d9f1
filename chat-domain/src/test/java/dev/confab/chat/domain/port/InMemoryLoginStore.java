package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import java.util.Optional;

/** Log-ins in a map. */
public final class InMemoryLoginStore implements LoginStore {

    private final InMemoryTransactions transactions;

    public InMemoryLoginStore(InMemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Login login) {
        transactions.writing().logins.put(login.id(), login);
    }

    @Override
    public Optional<Login> find(LoginId id) {
        return Optional.ofNullable(transactions.reading().logins.get(id));
    }

    @Override
    public Optional<Login> lock(LoginId id) {
        return Optional.ofNullable(transactions.writing().logins.get(id));
    }

    @Override
    public void update(Login login) {
        transactions.writing().logins.replace(login.id(), login);
    }
}

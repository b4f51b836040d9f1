package dev.confab.chat.domain.port;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    public Optional<LoggedIn> findWithUser(LoginId id) {
        var tables = transactions.reading();
        return Optional.ofNullable(tables.logins.get(id))
                .map(login -> new LoggedIn(login, tables.users.get(login.user()).user()));
    }

    @Override
    public Optional<Login> lock(LoginId id) {
        return Optional.ofNullable(transactions.writing().logins.get(id));
    }

    @Override
    public List<Login> lockActive(UserId user, Instant now) {
        return transactions.writing().logins.values().stream()
                .filter(login -> login.user().equals(user) && login.isActiveAt(now))
                .toList();
    }

    @Override
    public int deleteEndedBefore(Instant time, int limit) {
        var logins = transactions.writing().logins;
        var over = logins.values().stream()
                .filter(login ->
                        isBefore(login.ended(), time) || login.expires().isBefore(time))
                .limit(limit)
                .toList();
        over.forEach(login -> logins.remove(login.id()));
        return over.size();
    }

    private static boolean isBefore(@Nullable Instant ended, Instant time) {
        return ended != null && ended.isBefore(time);
    }

    @Override
    public Set<LoginId> ended(Set<LoginId> ids) {
        return transactions.reading().logins.values().stream()
                .filter(login -> ids.contains(login.id()) && login.ended() != null)
                .map(Login::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void update(Login login) {
        transactions.writing().logins.replace(login.id(), login);
    }
}

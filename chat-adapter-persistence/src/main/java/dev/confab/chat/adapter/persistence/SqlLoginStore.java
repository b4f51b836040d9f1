package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;

/** The store of logins in {@code login}. */
final class SqlLoginStore implements LoginStore {

    private static final String WITH_USER = "select new " + LoggedInRow.class.getName()
            + "(l, u) from LoginRow l join UserRow u on u.id = l.userId where l.id = :id";

    private final HibernateTransactions units;

    SqlLoginStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(Login login) {
        units.writeSession().insert(new LoginRow().from(login));
    }

    @Override
    public Optional<Login> find(LoginId id) {
        return Optional.ofNullable(units.readSession().get(LoginRow.class, id.value()))
                .map(LoginRow::toDomain);
    }

    @Override
    public Optional<LoggedIn> findWithUser(LoginId id) {
        return units.readSession()
                .createSelectionQuery(WITH_USER, LoggedInRow.class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(LoggedInRow::toDomain);
    }

    /** A login joined with its user. */
    record LoggedInRow(LoginRow login, UserRow user) {

        LoggedIn toDomain() {
            return new LoggedIn(login.toDomain(), user.toDomain());
        }
    }

    @Override
    public Optional<Login> lock(LoginId id) {
        return Optional.ofNullable(units.writeSession().get(LoginRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .map(LoginRow::toDomain);
    }

    @Override
    public List<Login> lockActive(UserId user, Instant now) {
        var alive = units.writeSession()
                .createSelectionQuery(
                        "from LoginRow l where l.userId = :user and l.ended is null and l.expires > :now order by l.id",
                        LoginRow.class)
                .setParameter("user", user.value())
                .setParameter("now", now)
                .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE);
        return Queries.list(alive, LoginRow::toDomain);
    }

    @Override
    public int deleteEndedBefore(Instant time, int limit) {
        var over = units.writeSession()
                .createNativeQuery(
                        "select id from login where ended < :time or expires < :time fetch first :limit rows only"
                                + units.dialect().lockingIdle(),
                        UUID.class)
                .setParameter("time", time)
                .setParameter("limit", limit)
                .getResultList();
        return over.isEmpty() ? 0 : delete(over.toArray(UUID[]::new));
    }

    private int delete(UUID[] ids) {
        return units.writeSession()
                .createNativeMutationQuery("delete from login where id = any(:ids)")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    @Override
    public Set<LoginId> ended(Set<LoginId> logins) {
        if (logins.isEmpty()) {
            return Set.of();
        }
        return units.readSession()
                .createNativeQuery("select id from login where id = any(:ids) and ended is not null", UUID.class)
                .setParameter("ids", Queries.array(logins, LoginId::value))
                .getResultStream()
                .map(LoginId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public void update(Login login) {
        units.writeSession().update(new LoginRow().from(login));
    }
}

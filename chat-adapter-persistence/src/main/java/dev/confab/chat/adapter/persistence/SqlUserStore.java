package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;

/** The store of accounts in {@code app_user}. */
final class SqlUserStore implements UserStore {

    private static final String FOUND =
            " from UserRow u where (u.nameKey like :part escape '!' or u.displayKey like :part escape '!')";

    /** Accounts that a migration renamed can still log in with their old spelling. */
    private static final String NAMED = """
            from UserRow u where (u.formerName = :name or u.nameKey = :key) and u.passwordHash is not null
            order by case when u.formerName = :name then 0 else 1 end""";

    private final HibernateTransactions units;

    SqlUserStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public boolean add(Credential account) {
        return add(new UserRow().from(account));
    }

    @Override
    public boolean add(HostUser user) {
        return add(new UserRow().from(user));
    }

    private boolean add(UserRow row) {
        return units.writeSession()
                .doReturningWork(connection ->
                        UserNames.attempt(connection, () -> insert(row) && UserNames.takeLooks(connection, row)));
    }

    /** Waits for a concurrent insertion of the same name or id, and skips the second one. */
    private boolean insert(UserRow row) {
        return units.writeSession()
                        .createMutationQuery("""
                                insert into UserRow (id, username, nameKey, displayName, displayKey, email, active,
                                    staff, created, passwordHash, externalId, told, toldTokens)
                                values (:id, :username, :nameKey, :displayName, :displayKey, :email, :active,
                                    :staff, :created, :passwordHash, :externalId, :told, :toldTokens)
                                on conflict do nothing""")
                        .setParameter("id", row.id)
                        .setParameter("username", row.username)
                        .setParameter("nameKey", row.nameKey)
                        .setParameter("displayName", row.displayName)
                        .setParameter("displayKey", row.displayKey)
                        .setParameter("email", row.email)
                        .setParameter("active", row.active)
                        .setParameter("staff", row.staff)
                        .setParameter("created", row.created)
                        .setParameter("passwordHash", row.passwordHash)
                        .setParameter("externalId", row.externalId)
                        .setParameter("told", row.told)
                        .setParameter("toldTokens", row.toldTokens)
                        .executeUpdate()
                > 0;
    }

    @Override
    public boolean rename(HostUser user) {
        var row = new UserRow().from(user);
        return units.writeSession().doReturningWork(connection -> UserNames.rename(connection, row));
    }

    @Override
    public Optional<HostUser> find(ExternalId id) {
        return units.readSession()
                .createSelectionQuery("from UserRow u where u.externalId = :id", UserRow.class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(UserRow::toHostUser);
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(units.readSession().get(UserRow.class, id.value()))
                .map(UserRow::toDomain);
    }

    @Override
    public List<User> findAll(Set<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = units.readSession()
                .createNativeQuery("select * from app_user where id = any(:ids)", UserRow.class)
                .setParameter("ids", Queries.array(ids, UserId::value));
        return Queries.list(found, UserRow::toDomain);
    }

    @Override
    public Set<UserId> inactive(Set<UserId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return units.readSession()
                .createNativeQuery("select id from app_user where id = any(:ids) and not active", UUID.class)
                .setParameter("ids", Queries.array(ids, UserId::value))
                .getResultStream()
                .map(UserId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Credential> credential(Username name) {
        return units.readSession()
                .createSelectionQuery(NAMED, UserRow.class)
                .setParameter("name", name.value())
                .setParameter("key", name.key())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(UserRow::toCredential);
    }

    @Override
    public Optional<Credential> lock(UserId id) {
        return Optional.ofNullable(units.writeSession().get(UserRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .filter(row -> row.passwordHash != null)
                .map(UserRow::toCredential);
    }

    @Override
    public Optional<User> lockUser(UserId id) {
        return Optional.ofNullable(units.writeSession().get(UserRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .map(UserRow::toDomain);
    }

    @Override
    public List<User> lockStaff() {
        var staff = units.writeSession()
                .createNativeQuery(
                        "select * from app_user where staff and active order by id for update", UserRow.class);
        return Queries.list(staff, UserRow::toDomain);
    }

    @Override
    public void updateStatus(User user) {
        units.writeSession()
                .createMutationQuery("update UserRow u set u.active = :active, u.staff = :staff where u.id = :id")
                .setParameter("active", user.active())
                .setParameter("staff", user.staff())
                .setParameter("id", user.id().value())
                .executeUpdate();
    }

    @Override
    public void update(Credential account) {
        units.writeSession().update(new UserRow().from(account));
    }

    @Override
    public Page<User> search(String text, Page.Window window) {
        return search(FOUND + " and u.active", text, window);
    }

    @Override
    public Page<User> searchAll(String text, Page.Window window) {
        return search(FOUND, text, window);
    }

    private Page<User> search(String found, String text, Page.Window window) {
        var part = Folded.containing(text);
        var total = units.readSession()
                .createSelectionQuery("select count(u)" + found, Long.class)
                .setParameter("part", part)
                .getSingleResult();
        var items = units.readSession()
                .createSelectionQuery("select u" + found + " order by u.nameKey", UserRow.class)
                .setParameter("part", part);
        return new Page<>(total, Queries.list(Queries.within(items, window), UserRow::toDomain));
    }
}

package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.port.UserStore;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.LockMode;

/** Keeps the accounts in {@code app_user}. */
final class SqlUserStore implements UserStore {

    private static final String FOUND =
            " from UserRow u where u.active and (u.nameKey like :part escape '!' or u.displayKey like :part escape '!')";

    private final UnitsOfWork units;

    SqlUserStore(UnitsOfWork units) {
        this.units = units;
    }

    /** The database itself waits for a concurrent account of that name, and then leaves the second out. */
    @Override
    public boolean add(Credential account) {
        var row = new UserRow().become(account);
        return units.writing()
                        .createMutationQuery("""
                                insert into UserRow (id, username, nameKey, displayName, displayKey, email, active,
                                    staff, created, passwordHash)
                                values (:id, :username, :nameKey, :displayName, :displayKey, :email, :active,
                                    :staff, :created, :passwordHash)
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
                        .executeUpdate()
                > 0;
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(units.reading().get(UserRow.class, id.value()))
                .map(UserRow::toDomain);
    }

    @Override
    public List<User> findAll(Set<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = units.reading()
                .createNativeQuery("select * from app_user where id = any(:ids)", UserRow.class)
                .setParameter("ids", Reads.array(ids, UserId::value));
        return Reads.list(found, UserRow::toDomain);
    }

    @Override
    public Optional<Credential> credential(Username name) {
        return units.reading()
                .createSelectionQuery("from UserRow u where u.nameKey = :key", UserRow.class)
                .setParameter("key", name.key())
                .uniqueResultOptional()
                .map(UserRow::toCredential);
    }

    @Override
    public Optional<Credential> lock(UserId id) {
        return Optional.ofNullable(units.writing().get(UserRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .map(UserRow::toCredential);
    }

    @Override
    public void update(Credential account) {
        units.writing().update(new UserRow().become(account));
    }

    @Override
    public Page<User> search(String text, Page.Window window) {
        var part = Folded.containing(text);
        var total = units.reading()
                .createSelectionQuery("select count(u)" + FOUND, Long.class)
                .setParameter("part", part)
                .getSingleResult();
        var items = units.reading()
                .createSelectionQuery("select u" + FOUND + " order by u.nameKey", UserRow.class)
                .setParameter("part", part);
        return new Page<>(total, Reads.list(Reads.within(items, window), UserRow::toDomain));
    }
}

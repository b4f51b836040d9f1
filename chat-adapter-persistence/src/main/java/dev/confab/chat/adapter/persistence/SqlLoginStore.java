package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.port.LoginStore;
import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import java.util.Optional;
import org.hibernate.LockMode;

/** Keeps the log-ins in {@code login}. */
final class SqlLoginStore implements LoginStore {

    private final UnitsOfWork units;

    SqlLoginStore(UnitsOfWork units) {
        this.units = units;
    }

    @Override
    public void add(Login login) {
        units.writing().insert(new LoginRow().become(login));
    }

    @Override
    public Optional<Login> find(LoginId id) {
        return Optional.ofNullable(units.reading().get(LoginRow.class, id.value()))
                .map(LoginRow::toDomain);
    }

    @Override
    public Optional<Login> lock(LoginId id) {
        return Optional.ofNullable(units.writing().get(LoginRow.class, id.value(), LockMode.PESSIMISTIC_WRITE))
                .map(LoginRow::toDomain);
    }

    @Override
    public void update(Login login) {
        units.writing().update(new LoginRow().become(login));
    }
}

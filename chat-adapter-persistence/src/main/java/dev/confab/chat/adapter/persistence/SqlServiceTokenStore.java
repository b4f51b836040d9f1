package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.port.ServiceTokenStore;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;
import java.util.Optional;

/** Keeps the tokens of services in {@code service_token}. */
final class SqlServiceTokenStore implements ServiceTokenStore {

    private final HibernateTransactions units;

    SqlServiceTokenStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(ServiceToken token) {
        units.writing().insert(new ServiceTokenRow().become(token));
    }

    @Override
    public Optional<ServiceToken> find(SecretDigest digest) {
        return Optional.ofNullable(units.reading().get(ServiceTokenRow.class, digest.value()))
                .map(ServiceTokenRow::toDomain);
    }

    @Override
    public List<ServiceToken> all() {
        var all = units.reading()
                .createSelectionQuery("from ServiceTokenRow t order by t.created, t.digest", ServiceTokenRow.class);
        return Queries.list(all, ServiceTokenRow::toDomain);
    }

    @Override
    public int delete(ServiceName service) {
        return units.writing()
                .createMutationQuery("delete from ServiceTokenRow t where t.service = :service")
                .setParameter("service", service.value())
                .executeUpdate();
    }
}

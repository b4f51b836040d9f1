package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.port.ServiceTokenStore;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;
import java.util.Optional;

/** The store of service tokens in {@code service_token}. */
final class SqlServiceTokenStore implements ServiceTokenStore {

    private final HibernateTransactions units;

    SqlServiceTokenStore(HibernateTransactions units) {
        this.units = units;
    }

    @Override
    public void add(ServiceToken token) {
        units.writeSession().insert(new ServiceTokenRow().from(token));
    }

    @Override
    public Optional<ServiceToken> find(SecretDigest digest) {
        return Optional.ofNullable(units.readSession().get(ServiceTokenRow.class, digest.value()))
                .map(ServiceTokenRow::toDomain);
    }

    @Override
    public List<ServiceToken> all() {
        var all = units.readSession()
                .createSelectionQuery("from ServiceTokenRow t order by t.created, t.digest", ServiceTokenRow.class);
        return Queries.list(all, ServiceTokenRow::toDomain);
    }

    @Override
    public int delete(ServiceName service) {
        return units.writeSession()
                .createMutationQuery("delete from ServiceTokenRow t where t.service = :service")
                .setParameter("service", service.value())
                .executeUpdate();
    }
}

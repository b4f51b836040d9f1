package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.SecretDigest;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One token of a service. */
@Entity
@Table(name = "service_token")
final class ServiceTokenRow {

    @Id
    String digest;

    String service;
    Instant created;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    ServiceTokenRow() {}

    ServiceTokenRow from(ServiceToken token) {
        digest = token.digest().value();
        service = token.service().value();
        created = token.created();
        return this;
    }

    ServiceToken toDomain() {
        return new ServiceToken(new ServiceName(service), new SecretDigest(digest), created);
    }
}

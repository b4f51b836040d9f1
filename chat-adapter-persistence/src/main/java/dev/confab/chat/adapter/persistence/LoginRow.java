package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.user.Login;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One login. */
@Entity
@Table(name = "login")
final class LoginRow {

    @Id
    UUID id;

    @Column(updatable = false)
    UUID userId;

    int generation;

    @Column(updatable = false)
    Instant created;

    Instant expires;

    @Nullable
    Instant rotated;

    @Nullable
    Instant ended;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    LoginRow() {}

    LoginRow from(Login login) {
        id = login.id().value();
        userId = login.user().value();
        generation = login.generation();
        created = login.created();
        expires = login.expires();
        rotated = login.rotated();
        ended = login.ended();
        return this;
    }

    Login toDomain() {
        return new Login(new LoginId(id), new UserId(userId), generation, created, expires, rotated, ended);
    }
}

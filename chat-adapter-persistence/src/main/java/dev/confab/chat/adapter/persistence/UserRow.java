package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One account. */
@Entity
@Table(name = "app_user")
final class UserRow {

    @Id
    UUID id;

    @Column(updatable = false)
    String username;

    @Column(updatable = false)
    String nameKey;

    String displayName;
    String displayKey;

    @Nullable
    String email;

    boolean active;
    boolean staff;

    @Column(updatable = false)
    Instant created;

    String passwordHash;

    @SuppressWarnings("NullAway.Init") // filled by become, or by Hibernate
    UserRow() {}

    UserRow become(Credential account) {
        var user = account.user();
        id = user.id().value();
        username = user.username().value();
        nameKey = user.username().key();
        displayName = user.displayName();
        displayKey = Folded.of(user.displayName());
        email = user.email() == null ? null : user.email().value();
        active = user.active();
        staff = user.staff();
        created = user.created();
        passwordHash = account.hash().value();
        return this;
    }

    User toDomain() {
        var address = email == null ? null : new Email(email);
        return new User(new UserId(id), new Username(username), displayName, address, active, staff, created);
    }

    Credential toCredential() {
        return new Credential(toDomain(), new PasswordHash(passwordHash));
    }
}

package dev.confab.chat.adapter.persistence;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.ClaimHistory;
import dev.confab.chat.domain.user.Credential;
import dev.confab.chat.domain.user.Email;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostUser;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.User;
import dev.confab.chat.domain.user.UserId;
import dev.confab.chat.domain.user.Username;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
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

    /** The old spelling of an account that a migration renamed, which can still log in with it. */
    @Column(insertable = false, updatable = false)
    @Nullable
    String formerName;

    String displayName;
    String displayKey;

    @Nullable
    String email;

    boolean active;
    boolean staff;

    @Column(updatable = false)
    Instant created;

    /** Null for a host user, who has {@link #externalId} and {@link #told} instead. */
    @Nullable
    String passwordHash;

    @Nullable
    String externalId;

    @Nullable
    Instant told;

    /** {@link ClaimHistory#tokens}, separated by spaces. */
    @Nullable
    String toldTokens;

    @SuppressWarnings("NullAway.Init") // filled by from() or Hibernate
    UserRow() {}

    UserRow from(Credential account) {
        from(account.user());
        passwordHash = account.hash().value();
        return this;
    }

    UserRow from(HostUser known) {
        from(known.user());
        externalId = known.external().value();
        told = known.statedAt();
        toldTokens = String.join(" ", known.history().tokens());
        return this;
    }

    private void from(User user) {
        id = user.id().value();
        username = user.username().value();
        nameKey = user.username().key();
        displayName = user.displayName();
        displayKey = Text.caseFold(user.displayName());
        email = user.email() == null ? null : user.email().value();
        active = user.active();
        staff = user.staff();
        created = user.created();
    }

    User toDomain() {
        var address = email == null ? null : new Email(email);
        return new User(new UserId(id), new Username(username), displayName, address, active, staff, created);
    }

    Credential toCredential() {
        return new Credential(toDomain(), new PasswordHash(requireNonNull(passwordHash)));
    }

    HostUser toHostUser() {
        var tokens =
                toldTokens == null || toldTokens.isEmpty() ? List.<String>of() : List.of(toldTokens.split(" ", -1));
        var history = new ClaimHistory(requireNonNull(told), tokens);
        return new HostUser(new ExternalId(requireNonNull(externalId)), toDomain(), history);
    }
}

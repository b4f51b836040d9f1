package dev.confab.chat.domain.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine token of a host application says. The names are as the host writes them; what does not fit here is
 * fitted when it is used.
 *
 * @param username null where the token is silent about it
 * @param displayName null where the token is silent about it
 * @param issued null where the token is silent about it
 * @param notBefore when the token begins to be good; null for ever since
 * @param expires when it ends to be good
 */
public record HostClaims(
        ExternalId id,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable Instant issued,
        @Nullable Instant notBefore,
        Instant expires) {

    /** When the host said so, as far as that is known at {@code now}. */
    Instant said(Instant now) {
        return issued == null || issued.isAfter(now) ? now : issued;
    }
}

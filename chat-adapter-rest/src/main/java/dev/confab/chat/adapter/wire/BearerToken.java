package dev.confab.chat.adapter.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token in an {@code Authorization} header. Its scheme is {@code Bearer}, or {@code Token} or {@code JWT}, which
 * clients of other chat servers send. The case of the scheme does not matter.
 */
public final class BearerToken {

    private static final List<String> SCHEMES = List.of("Bearer ", "Token ", "JWT ");

    private BearerToken() {}

    /** Returns the token; empty if there is no header or one of another scheme. */
    public static Optional<String> of(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        return SCHEMES.stream()
                .filter(scheme -> authorization.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(scheme -> authorization.substring(scheme.length()).strip())
                .findFirst();
    }
}

package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.HostClaims;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A host that keeps its tokens under random names, which stand for the signed forms. */
public final class InMemoryHostTokens implements HostTokens {

    private final Map<String, HostClaims> given = new ConcurrentHashMap<>();

    /** Issues a token to a user of the host application. */
    public String give(HostClaims claims) {
        var name = "host-token-" + UUID.randomUUID();
        given.put(name, claims);
        return name;
    }

    @Override
    public HostClaims verify(String token) {
        var claims = given.get(token);
        if (claims == null) {
            throw new Refusal.Unauthenticated("The token is not valid.");
        }
        return claims;
    }
}

package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of {@link ServiceTokenStore}. */
public abstract class ServiceTokenStoreContract extends StoreContract {

    @Test
    void storedTokenIsReturnedUnchanged() {
        var token = token(new ServiceName("𝒳".repeat(ServiceName.MAX_LENGTH)));
        assertThat(find(token)).contains(token);
        assertThat(read(() -> db.serviceTokens().find(new Secret(world.word()).digest())))
                .isEmpty();
    }

    @Test
    void allTokensAreListedOldestFirst() {
        var one = new ServiceName(world.word());
        var other = new ServiceName(world.word());
        var first = token(one);
        var second = token(other);
        var third = token(one);
        assertThat(read(() -> db.serviceTokens().all())).containsSubsequence(first, second, third);
    }

    @Test
    void tokensOfAServiceAreDeletedAndCounted() {
        var service = new ServiceName(world.word());
        var first = token(service);
        var second = token(service);
        var kept = token(new ServiceName(service.value() + "x"));
        assertThat(write(() -> db.serviceTokens().delete(service))).isEqualTo(2);
        assertThat(find(first)).isEmpty();
        assertThat(find(second)).isEmpty();
        assertThat(find(kept)).contains(kept);
        assertThat(write(() -> db.serviceTokens().delete(service))).isZero();
    }

    private ServiceToken token(ServiceName service) {
        var token = new ServiceToken(service, new Secret(world.word()).digest(), world.tick());
        change(() -> db.serviceTokens().add(token));
        return token;
    }

    private Optional<ServiceToken> find(ServiceToken token) {
        return read(() -> db.serviceTokens().find(token.digest()));
    }
}

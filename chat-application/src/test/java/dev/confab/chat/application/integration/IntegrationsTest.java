package dev.confab.chat.application.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import org.junit.jupiter.api.Test;

class IntegrationsTest {

    private static final ServiceName BILLING = new ServiceName("billing");

    private final TestChat t = new TestChat();
    private final Integrations integrations = t.chat.integrations();

    @Test
    void tokenIdentifiesItsServiceOnly() {
        var token = integrations.createToken(BILLING);

        assertThat(token.value()).startsWith("cfs_");
        assertThat(integrations.authenticate(token)).isEqualTo(BILLING);
        for (var wrong :
                new String[] {"", "cfs_", token.value() + "x", token.digest().value()}) {
            assertThatThrownBy(() -> integrations.authenticate(new Secret(wrong)))
                    .isInstanceOf(Refusal.Unauthenticated.class);
        }
    }

    @Test
    void revokeEndsAllTokensOfService() {
        var old = integrations.createToken(BILLING);
        t.clock.tick();
        var fresh = integrations.createToken(BILLING);
        t.clock.tick();
        var other = integrations.createToken(new ServiceName("ci"));
        assertThat(integrations.authenticate(old)).isEqualTo(integrations.authenticate(fresh));
        assertThat(integrations.tokens())
                .extracting(ServiceToken::digest)
                .containsExactly(old.digest(), fresh.digest(), other.digest());

        assertThat(integrations.revokeTokens(BILLING)).isEqualTo(2);

        assertThatThrownBy(() -> integrations.authenticate(fresh)).isInstanceOf(Refusal.Unauthenticated.class);
        assertThat(integrations.tokens()).extracting(ServiceToken::digest).containsExactly(other.digest());
        assertThatThrownBy(() -> integrations.revokeTokens(BILLING)).isInstanceOf(Refusal.NotFound.class);
    }
}

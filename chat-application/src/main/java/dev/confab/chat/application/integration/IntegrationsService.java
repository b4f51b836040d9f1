package dev.confab.chat.application.integration;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.SecretSource;
import dev.confab.chat.domain.port.ServiceTokenStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.time.InstantSource;
import java.util.List;

final class IntegrationsService implements Integrations {

    private final Transactions transactions;
    private final ServiceTokenStore tokens;
    private final SecretSource secrets;
    private final InstantSource clock;

    IntegrationsService(Stores stores, Environment environment) {
        this.transactions = stores.transactions();
        this.tokens = stores.serviceTokens();
        this.secrets = environment.secrets();
        this.clock = environment.clock();
    }

    @Override
    public Secret createToken(ServiceName service) {
        var text = ServiceToken.text(secrets.next());
        return transactions.write(() -> {
            tokens.add(new ServiceToken(service.requireNew(), text.digest(), clock.instant()));
            return text;
        });
    }

    @Override
    public List<ServiceToken> tokens() {
        return transactions.read(tokens::all);
    }

    @Override
    public int revokeTokens(ServiceName service) {
        int revoked = transactions.write(() -> tokens.delete(service));
        if (revoked == 0) {
            throw new Refusal.NotFound("service");
        }
        return revoked;
    }

    @Override
    public ServiceName authenticate(Secret token) {
        return transactions
                .read(() -> tokens.find(token.digest()))
                .map(ServiceToken::service)
                .orElseThrow(() -> new Refusal.Unauthenticated("This service token is not good."));
    }
}

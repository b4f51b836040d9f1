package dev.confab.chat.application.integration;

import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.port.ServiceTokenStore;
import dev.confab.chat.domain.port.Stores;
import dev.confab.chat.domain.port.Transactions;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import java.util.List;

final class IntegrationsService implements Integrations {

    private final Transactions transactions;
    private final ServiceTokenStore tokens;
    private final Environment environment;

    IntegrationsService(Stores stores, Environment environment) {
        this.transactions = stores.transactions();
        this.tokens = stores.serviceTokens();
        this.environment = environment;
    }

    @Override
    public Secret createToken(ServiceName service) {
        var token = ServiceToken.text(environment.secrets().next());
        var now = environment.clock().instant();
        return transactions.write(() -> {
            tokens.add(new ServiceToken(service.requireNew(), token.digest(), now));
            return token;
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
                .orElseThrow(() -> new Refusal.Unauthenticated("The service token is not valid."));
    }
}

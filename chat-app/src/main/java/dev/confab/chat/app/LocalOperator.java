package dev.confab.chat.app;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/** An operator in the process that has the database open. Without accounts where they belong to a host application. */
record LocalOperator(Optional<Accounts> accounts, Integrations integrations) implements Operator {

    @Override
    public UserId createUser(SignUp signUp, boolean staff) {
        var own = accounts.orElseThrow(() -> new IllegalStateException("The accounts belong to the host application."));
        return (staff ? own.signUpStaff(signUp) : own.signUp(signUp)).id();
    }

    @Override
    public Secret createToken(ServiceName service) {
        return integrations.createToken(service);
    }

    @Override
    public List<ServiceToken> tokens() {
        return integrations.tokens();
    }

    @Override
    public int revokeTokens(ServiceName service) {
        return integrations.revokeTokens(service);
    }
}

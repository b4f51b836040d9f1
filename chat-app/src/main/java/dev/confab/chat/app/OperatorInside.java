package dev.confab.chat.app;

import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.UserId;
import java.util.List;

/** An operator in the process that has the database open. */
record OperatorInside(Accounts accounts, Integrations integrations) implements Operator {

    @Override
    public UserId createUser(SignUp wish, boolean staff) {
        return (staff ? accounts.signUpStaff(wish) : accounts.signUp(wish)).id();
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

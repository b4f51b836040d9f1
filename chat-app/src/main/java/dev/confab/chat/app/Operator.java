package dev.confab.chat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.persistence.PersistenceAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Deactivation;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.integration.Integrations;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.user.ServiceName;
import dev.confab.chat.domain.user.ServiceToken;
import dev.confab.chat.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What operators may do from the command line. Goes straight to the database; where that is an embedded one which a
 * running server has open, through that server's {@link OperatorSocket}.
 */
interface Operator {

    /**
     * Makes an account; refuses what signing up refuses.
     *
     * @throws IllegalStateException if a host application keeps the accounts
     */
    UserId createUser(SignUp wish, boolean staff);

    /** Makes a token for the service; nobody can read it again. */
    Secret createToken(ServiceName service);

    /** All tokens of all services, the oldest first. */
    List<ServiceToken> tokens();

    /** Revokes all tokens of the service, which must have some; answers how many. */
    int revokeTokens(ServiceName service);

    /**
     * Does {@code work} as an operator of the server with these settings, whether it is running or not.
     *
     * @throws StartFailure if the database cannot be opened
     */
    static <T> T of(Settings settings, Function<Operator, T> work) {
        if (settings.database().embedded()) {
            var server = OperatorProtocol.to(settings);
            if (server.isPresent()) {
                try (var call = server.get()) {
                    return work.apply(call);
                }
            }
        }
        return directly(settings, work);
    }

    private static <T> T directly(Settings settings, Function<Operator, T> work) {
        try (var store = DatabaseOpener.open(settings)) {
            return work.apply(of(Optional.of(accounts(settings, store)), integrations(store)));
        }
    }

    private static Accounts accounts(Settings settings, PersistenceAdapter store) {
        var events = FanOutAdapter.inProcess();
        var identity = new Identity.LocalIdentity(
                SecurityAdapter.argon2id(),
                SecurityAdapter.hs256(unusedSecret(), settings.auth().issuer()),
                settings.auth().lifetimes());
        // Operators deactivate no accounts.
        var deactivation = new Deactivation(store, events, environment(), userId -> {});
        return Accounts.of(store, events, environment(), deactivation, identity);
    }

    private static Integrations integrations(PersistenceAdapter store) {
        return Integrations.of(store, environment());
    }

    private static Environment environment() {
        return new Environment(
                UuidCreator::getTimeOrderedEpoch,
                SecurityAdapter.secrets(),
                Clock.tickMillis(ZoneOffset.UTC),
                (delay, task) -> {
                    throw new UnsupportedOperationException("Operator commands schedule nothing.");
                });
    }

    /** Returns a signing secret for a process that issues no tokens. */
    private static byte[] unusedSecret() {
        var secret = new byte[SettingValues.SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    static Operator of(Optional<Accounts> accounts, Integrations integrations) {
        return new LocalOperator(accounts, integrations);
    }
}

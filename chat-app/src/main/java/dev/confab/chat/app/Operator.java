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
 * What operators can do on the command line. A call opens the database; if a running server has the embedded database
 * open, it goes through that server's {@link OperatorSocket}.
 */
interface Operator {

    /**
     * Creates an account, under the rules of signing up.
     *
     * @throws IllegalStateException if the accounts belong to a host application
     */
    UserId createUser(SignUp signUp, boolean staff);

    /** Creates a token for the service and returns it; only its digest is stored. */
    Secret createToken(ServiceName service);

    /** Returns all tokens of all services, oldest first. */
    List<ServiceToken> tokens();

    /** Revokes all tokens of the service, which must have at least one, and returns their number. */
    int revokeTokens(ServiceName service);

    /**
     * Runs {@code work} as an operator of the server with these settings, whether it is running or not.
     *
     * @throws StartFailure if the database cannot be opened
     */
    static <T> T of(Settings settings, Function<Operator, T> work) {
        if (settings.database().embedded()) {
            var server = OperatorProtocol.connect(settings);
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
                SecurityAdapter.hs256(unusedSecret(), settings.get(SettingTable.AUTH_ISSUER)),
                settings.tokenLifetimes());
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

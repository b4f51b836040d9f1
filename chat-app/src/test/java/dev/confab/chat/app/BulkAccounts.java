package dev.confab.chat.app;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.confab.chat.adapter.fanout.FanOutAdapter;
import dev.confab.chat.adapter.security.SecurityAdapter;
import dev.confab.chat.application.account.Accounts;
import dev.confab.chat.application.account.Deactivation;
import dev.confab.chat.application.account.Identity;
import dev.confab.chat.application.account.SignUp;
import dev.confab.chat.application.port.Environment;
import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.port.InMemoryTimer;
import dev.confab.chat.domain.port.SequentialSecrets;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.Username;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Creates many users at once, with ordinary accounts and log-ins but cheap password hashes. */
final class BulkAccounts {

    private BulkAccounts() {}

    /**
     * Creates and logs in all users on an installation whose server is not running. The returned users have no URL yet.
     */
    static List<TestUser> create(Installation installation, List<String> names) {
        var settings = installation.settings();
        DataFolder.make(settings.dataDir());
        try (var store = DatabaseOpener.open(settings)) {
            var events = FanOutAdapter.inProcess();
            var environment = new Environment(
                    UuidCreator::getTimeOrderedEpoch,
                    new SequentialSecrets(),
                    Clock.tickMillis(ZoneOffset.UTC),
                    new InMemoryTimer());
            var signer = SecurityAdapter.hs256(SigningSecret.of(settings), settings.get(SettingTable.AUTH_ISSUER));
            var identity = new Identity.LocalIdentity(new InMemoryPasswordHasher(), signer, settings.tokenLifetimes());
            var deactivation = new Deactivation(store, events, environment, userId -> {});
            var accounts = Accounts.of(store, events, environment, deactivation, identity);
            return names.stream().map(name -> create(accounts, name)).toList();
        }
    }

    private static TestUser create(Accounts accounts, String name) {
        var username = new Username(name);
        var password = new Password(TestUser.PASSWORD);
        var user = accounts.signUp(new SignUp(username, password, null, null));
        var tokens = accounts.logIn(username, password);
        return new TestUser("", user.id().toString(), name, tokens.access());
    }
}

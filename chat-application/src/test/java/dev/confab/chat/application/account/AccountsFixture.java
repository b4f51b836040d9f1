package dev.confab.chat.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.application.TestChat;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import dev.confab.chat.domain.user.Username;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Accounts over in-memory stores. */
abstract class AccountsFixture {

    static final Password OTHER_PASSWORD = new Password("another horse entirely");

    final TestChat t = new TestChat();
    final Accounts accounts = t.accounts();
    final Authentication authentication = t.chat.authentication();

    String refusalOfUnknownName() {
        try {
            accounts.logIn(new Username("nobody"), TestChat.PASSWORD);
            return "";
        } catch (Refusal.Unauthenticated refusal) {
            return refusal.getMessage();
        }
    }

    int comparisons(String name, String password) {
        var count = new AtomicInteger();
        t.passwords.replaceWith(new CountingHasher(count));
        assertThatThrownBy(() -> accounts.logIn(new Username(name), new Password(password)))
                .isInstanceOf(Refusal.Unauthenticated.class);
        return count.get();
    }

    record CountingHasher(AtomicInteger count) implements PasswordHasher {

        private static final InMemoryPasswordHasher INNER = new InMemoryPasswordHasher();

        @Override
        public PasswordHash hash(Password password) {
            return INNER.hash(password);
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
            count.incrementAndGet();
            return INNER.matches(password, hash);
        }

        @Override
        public boolean isOutdated(PasswordHash hash) {
            return INNER.isOutdated(hash);
        }
    }

    PasswordHash hash() {
        return t.stores
                .transactions()
                .read(() -> t.stores.users().credential(new Username("ann")).orElseThrow())
                .hash();
    }

    void changePassword(TokenPair tokens, Password oldPassword, Password newPassword) {
        var caller = t.chat.authentication().authenticate(tokens.access());
        accounts.changePassword(new PasswordChange(caller.user().id(), caller.login(), oldPassword, newPassword));
    }

    static void assertInvalid(String field, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    TokenPair logIn() {
        return accounts.logIn(new Username("Ann"), TestChat.PASSWORD);
    }
}

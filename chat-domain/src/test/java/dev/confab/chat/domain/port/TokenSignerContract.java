package dev.confab.chat.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.Token;
import dev.confab.chat.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link TokenSigner}. */
public abstract class TokenSignerContract {

    private static final Instant ISSUED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-03-01T10:15:00Z");

    private final UserId user = new UserId(UUID.randomUUID());
    private final LoginId login = new LoginId(UUID.randomUUID());
    private final Token access = new Token.Access(user, login, ISSUED, EXPIRES);
    private final Token refresh = new Token.Refresh(login, Integer.MAX_VALUE, ISSUED, EXPIRES);

    /** Returns the signer under test, the same within a test. */
    protected abstract TokenSigner signer();

    /** Returns a signer of the same kind with another secret. */
    protected abstract TokenSigner stranger();

    @Test
    void signedTokenIsVerified() {
        for (var token : List.of(access, refresh)) {
            assertThat(signer().verify(signer().sign(token))).isEqualTo(token);
        }
    }

    @Test
    void timesAreNotChecked() {
        for (var year : new String[] {"1971", "2001", "2999"}) {
            var at = Instant.parse(year + "-01-01T00:00:00Z");
            var token = new Token.Refresh(login, 0, at, at.plusSeconds(1));
            assertThat(signer().verify(signer().sign(token))).isEqualTo(token);
        }
    }

    @Test
    void timesKeepWholeSeconds() {
        var token = new Token.Access(user, login, ISSUED.plusMillis(999), EXPIRES.plusMillis(1));
        assertThat(signer().verify(signer().sign(token))).isEqualTo(access);
    }

    @Test
    void signedFormIsSafeInHeadersAndUrls() {
        for (var token : List.of(access, refresh)) {
            assertThat(signer().sign(token)).hasSizeLessThanOrEqualTo(2_000).matches("[A-Za-z0-9._~-]+");
        }
    }

    @Test
    void tokenOfAnotherSignerIsRefused() {
        for (var token : List.of(access, refresh)) {
            assertRefused(stranger().sign(token));
        }
    }

    @Test
    void changedTokenIsRefused() {
        var signed = signer().sign(access);
        // Not the last character, which may hold fewer than six bits and so have equivalents.
        for (int place = 0; place < signed.length() - 1; place++) {
            char other = signed.charAt(place) == 'A' ? 'B' : 'A';
            assertRefused(signed.substring(0, place) + other + signed.substring(place + 1));
        }
    }

    @Test
    void cutOrExtendedTokenIsRefused() {
        var signed = signer().sign(access);
        assertRefused(signed.substring(0, signed.length() / 2));
        assertRefused(signed.substring(0, signed.lastIndexOf('.') + 1));
        assertRefused(signed + ".x");
        assertRefused(signed + signed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                ".",
                "..",
                "...",
                "a.b.c",
                "{}.{}.{}",
                "é.\uffff.👩",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.",
                "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA",
                "eyJhbGciOiJIUzI1NiJ9.W10.AAAA"
            })
    void unsignedTextIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void longTextIsRefused() {
        assertRefused("x".repeat(1_000_000));
    }

    @Test
    void worksOnManyThreads() {
        var same = Together.run(8, number -> {
            var token = new Token.Refresh(login, number, ISSUED, EXPIRES);
            return signer().verify(signer().sign(token)).equals(token);
        });
        assertThat(same).containsOnly(true);
    }

    private void assertRefused(String text) {
        assertThatThrownBy(() -> signer().verify(text)).as(text).isInstanceOf(Refusal.Unauthenticated.class);
    }
}

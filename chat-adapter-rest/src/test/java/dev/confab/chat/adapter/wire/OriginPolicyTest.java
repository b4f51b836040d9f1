package dev.confab.chat.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

    private static final String OWN = "http://chat.example.com";

    private final OriginPolicy policy = new OriginPolicy(List.of("https://app.example.com", "http://localhost:3000"));

    @ParameterizedTest
    @CsvSource({
        "http://chat.example.com,       http,  chat.example.com",
        "http://CHAT.example.com,       http,  chat.EXAMPLE.com",
        "http://chat.example.com:80,    http,  chat.example.com",
        "http://chat.example.com,       http,  chat.example.com:80",
        "https://chat.example.com:443,  https, chat.example.com",
        "http://chat.example.com:8080,  http,  chat.example.com:8080",
        "http://127.0.0.1:8080,         http,  127.0.0.1:8080",
        "http://[::1]:8080,             http,  [::1]:8080",
    })
    void ownOriginIsAllowed(String origin, String scheme, String host) {
        assertThat(policy.allows(origin, scheme + "://" + host)).isTrue();
        assertThat(policy.allows(origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://app.example.com:443", "http://localhost:3000"})
    void listedOriginIsAllowed(String origin) {
        assertThat(policy.allows(origin, OWN)).isTrue();
        assertThat(policy.allows(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "*",
                "chat.example.com",
                "https://chat.example.com",
                "http://chat.example.com:81",
                "http://example.com",
                "http://chat.example.com.evil.org",
                "http://evil.org",
                "http://chat.example.com@evil.org",
                "http://user@chat.example.com",
                "http://chat.example.com/",
                "http://chat.example.com?x",
                "http://chat.example.com#x",
                "ws://chat.example.com",
                "file://",
                "http://",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com https://chat.example.com",
                "http://chat.example.com\u0000",
            })
    void otherOriginIsRefused(String origin) {
        assertThat(policy.allows(origin, OWN)).isFalse();
        assertThat(policy.allows(origin)).isFalse();
    }

    @Test
    void ownOriginWithoutHostAllowsNothing() {
        assertThat(policy.allows("http://a", "http://")).isFalse();
        assertThat(policy.allows("http://a", "http://a b")).isFalse();
    }

    @Test
    void listWithUrlThatIsNoOriginIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginPolicy(List.of("https://app.example.com/chat")));
    }
}

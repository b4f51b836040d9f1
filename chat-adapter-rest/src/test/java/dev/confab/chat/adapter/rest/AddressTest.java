package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of the server for each request, as the description of the API shows it. */
class AddressTest extends AddressedServers {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https |                  |      |       | https://inner.example:8080
            HTTPS | chat.example.org |      |       | https://chat.example.org
            https | Chat.Example.Org:443 |  |       | https://chat.example.org
            http  | chat.example.org:443 |  |       | http://chat.example.org:443
            https | chat.example.org | 8443 |       | https://chat.example.org:8443
            https | chat.example.org:1 | 2  |       | https://chat.example.org:1
            https |                  | 8443 |       | https://inner.example:8443
            https |                  | 443  |       | https://inner.example
            https | [::1]:8443       |      |       | https://[::1]:8443
            https | chat.example.org |      | /team | https://chat.example.org/team
            https | chat.example.org |      | /a/b-c.d_~/ | https://chat.example.org/a/b-c.d_~
            https | chat.example.org |      | /     | https://chat.example.org
            https, http | a.example, a.example | 1, 1 | | https://a.example:1
            """)
    void headersOfTrustedProxyDetermineAddress(String proto, String host, String port, String prefix, String expected) {
        assertThat(address(behind, forwarded(proto, host, port, prefix))).isEqualTo(expected);
        assertThat(address(behindOthers, forwarded(proto, host, port, prefix))).isEqualTo("http://inner.example:8080");
    }

    private static String[] forwarded(String proto, String host, String port, String prefix) {
        var headers = new ArrayList<>(List.of("Host: inner.example:8080"));
        add(headers, "X-Forwarded-Proto", proto);
        add(headers, "X-Forwarded-Host", host);
        add(headers, "X-Forwarded-Port", port);
        add(headers, "X-Forwarded-Prefix", prefix);
        return headers.toArray(String[]::new);
    }

    private static void add(List<String> headers, String name, String value) {
        if (value != null) {
            headers.add(name + ": " + value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Proto: https://evil.example",
                "X-Forwarded-Proto: ",
                "X-Forwarded-Host: a.example, b.example",
                "X-Forwarded-Host: user@a.example",
                "X-Forwarded-Host: user:password@a.example",
                "X-Forwarded-Host: a.example:0",
                "X-Forwarded-Host: a.example:65536",
                "X-Forwarded-Host: a.example:99999999999",
                "X-Forwarded-Host: a.example:80:80",
                "X-Forwarded-Host: a.example/path",
                "X-Forwarded-Host: a.example?x=1",
                "X-Forwarded-Host: a.example#x",
                "X-Forwarded-Host: http://a.example",
                "X-Forwarded-Host: a\tb",
                "X-Forwarded-Host: a\"b",
                "X-Forwarded-Host: <script>",
                "X-Forwarded-Host: [::1",
                "X-Forwarded-Host: [::g]",
                "X-Forwarded-Host: [1.2.3.4]x",
                "X-Forwarded-Host: é.example",
                "X-Forwarded-Host: ",
                "X-Forwarded-Port: -1",
                "X-Forwarded-Port: 0",
                "X-Forwarded-Port: 65536",
                "X-Forwarded-Port: 8443x",
                "X-Forwarded-Port: 1, 2",
                "X-Forwarded-Port: 999999999999",
                "X-Forwarded-Prefix: team",
                "X-Forwarded-Prefix: //evil.example",
                "X-Forwarded-Prefix: /a//b",
                "X-Forwarded-Prefix: /../x",
                "X-Forwarded-Prefix: /a/..",
                "X-Forwarded-Prefix: /a/./b",
                "X-Forwarded-Prefix: /a?b",
                "X-Forwarded-Prefix: /a\"><script>",
                "X-Forwarded-Prefix: /a%2Fb",
                "X-Forwarded-Prefix: /a, /b",
                "X-Forwarded-Prefix: https://evil.example",
                "Forwarded: host=user@a.example",
                "Forwarded: host=\"a.example/x\"",
                "Forwarded: proto=javascript",
                "Forwarded: proto",
                "Forwarded: \"\"\"\",;=,;;==\"",
                "Forwarded: host=\"a.example",
            })
    void malformedValuesAreIgnored(String header) {
        assertThat(address(behind, "Host: inner.example:8080", header)).isEqualTo("http://inner.example:8080");
    }

    /** The nearest proxy is trusted. Elements before it count only while their senders are trusted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            proto=https;host=chat.example.org                            | https://chat.example.org
            Proto=HTTPS; Host="chat.example.org:8443"                    | https://chat.example.org:8443
            for=1.2.3.4;host="[2001:db8::1]:1";proto=https               | https://[2001:db8::1]:1
            for=6.6.6.6;host=evil.example, for=1.2.3.4;host=good.example | http://good.example
            for=1.2.3.4;host=good.example, for=127.0.0.1;host=in.example | http://good.example
            for=1.2.3.4;host=good.example, for="127.0.0.1:9";host=in     | http://good.example
            for=_hidden;host=good.example, for=unknown;host=in.example   | http://in.example
            for="a,b;c";host=good.example                                | http://good.example
            """)
    void forwardedIsReadUpToFirstUntrustedProxy(String forwarded, String expected) {
        var headers = new String[] {"Host: inner.example:8080", "Forwarded: " + forwarded};

        assertThat(address(behind, headers)).isEqualTo(expected);
        assertThat(address(behindOthers, headers)).isEqualTo("http://inner.example:8080");
    }

    @Test
    void headersOfTheOtherKindHideForwarded() {
        assertThat(address(
                        behind,
                        "Host: inner.example",
                        "X-Forwarded-Proto: https",
                        "Forwarded: host=evil.example;proto=http"))
                .isEqualTo("https://inner.example");
    }

    @Test
    void publicUrlTakesPrecedence() {
        var answer = get(
                known,
                "/team/openapi.json",
                "Host: localhost:1",
                "X-Forwarded-Host: chat.example.org:99",
                "X-Forwarded-Proto: http",
                "X-Forwarded-Prefix: /other");

        assertThat(address(answer)).isEqualTo("https://chat.example.org/team");
    }

    @Test
    void prefixHeaderIsIgnoredWithPublicUrl() {
        assertThat(address(listed, "Host: chat.example.org", "X-Forwarded-Prefix: /other"))
                .isEqualTo("https://chat.example.org");
    }

    @Test
    void pageLinksHavePrefixAndQuery() {
        var token = token(known);
        for (var host : List.of("chat.example.org", "localhost")) {
            var answer = get(
                    known,
                    "/team/api/v1/chat/users/?limit=1&search=ann",
                    "Host: " + host,
                    "Authorization: Bearer " + token);
            assertThat(answer)
                    .contains(
                            "\"next\":\"https://chat.example.org/team/api/v1/chat/users/?limit=1&search=ann&offset=1\"");
        }
    }

    /** Creates two users and logs one of them in. */
    private static String token(TestServer server) {
        var auth = "/team/api/v1/auth/";
        for (var name : List.of("anna", "ann")) {
            var account = Client.json("username", name, "password", TestServer.PASSWORD);
            server.anybody().post(auth + "signup/", account).expect(201);
        }
        return server.anybody()
                .post(auth + "token/", Client.json("username", "ann", "password", TestServer.PASSWORD))
                .expect(200)
                .text("access");
    }

    @Test
    void pathsOutsidePrefixAreNotFoundExceptHealth() {
        for (var path : List.of("/openapi.json", "/", "/teams/openapi.json", "/te%61m/openapi.json", "/TEAM/docs")) {
            assertThat(get(known, path, "Host: localhost")).as(path).startsWith("HTTP/1.1 404");
        }
        assertThat(get(known, "/health/../openapi.json", "Host: localhost")).startsWith("HTTP/1.1 4");
        assertThat(get(known, "/health/live", "Host: localhost")).startsWith("HTTP/1.1 200");
        assertThat(get(known, "/team/health/live", "Host: localhost")).startsWith("HTTP/1.1 200");
    }

    @Test
    void proxyMayHaveRemovedThePrefix() {
        for (var header : List.of("X-Forwarded-Prefix: /team", "X-Forwarded-Proto: https", "Forwarded: proto=https")) {
            for (var path : List.of("/openapi.json", "/team/openapi.json")) {
                assertThat(address(get(known, path, "Host: localhost", header)))
                        .isEqualTo("https://chat.example.org/team");
            }
        }
    }

    @Test
    void ambiguousPrefixIsNotRemovedTwice() {
        try (var server = at("https://example.org/docs", Set.of())) {
            assertThat(get(server, "/docs/docs", "Host: example.org")).contains("<title>");
            assertThat(get(server, "/docs", "Host: example.org", "X-Forwarded-Prefix: /docs"))
                    .contains("<title>");
        }
    }

    @Test
    void prefixWithoutSlashRedirects() {
        assertThat(get(known, "/team?a=b", "Host: localhost"))
                .startsWith("HTTP/1.1 308")
                .contains("Location: https://chat.example.org/team/?a=b\r\n");
    }
}

package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Client.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token schemes and URLs of clients of other chat servers. */
class OldAddressesTest extends RestTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "Token", "token", "JWT", "jwt"})
    void tokenSchemesAreAccepted(String scheme) {
        var me = somebody();
        var answer = server.anybody()
                .send(
                        "GET",
                        "/api/v1/auth/me/",
                        null,
                        request -> request.setHeader("Authorization", scheme + " " + me.token()));
        assertThat(answer.expect(200).text("id")).isEqualTo(me.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Digest", "Tokens", ""})
    void otherSchemesAreIgnored(String scheme) {
        var me = somebody();
        server.anybody()
                .send(
                        "GET",
                        CHAT + "/rooms/",
                        null,
                        request -> request.setHeader("Authorization", scheme + " " + me.token()))
                .expect(401, "not_authenticated", null);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/, /docs", "/api/v1, /docs", "/api/v1/swagger/, /docs", "/api/v1/schema/, /openapi.json"})
    void oldDescriptionUrlsRedirect(String from, String to) {
        var answer = server.anybody().get(from).expect(302);
        assertThat(answer.header("Location")).hasValue(server.address() + to);
    }

    @Test
    void serverDescribesSockets() {
        var answer = server.anybody().get("/asyncapi.yaml").expect(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
        assertThat(answer.body()).startsWith("asyncapi: ");
        assertThat(server.anybody().get("/docs").body()).contains("asyncapi.yaml");
    }
}

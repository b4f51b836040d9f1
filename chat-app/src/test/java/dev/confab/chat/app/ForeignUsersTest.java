package dev.confab.chat.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose users come from a host application. */
@ParameterizedClass
@EnumSource
class ForeignUsersTest {

    @Parameter
    private TestDatabase store;

    @TempDir
    private Path folder;

    private Installation installation() {
        return store.install(folder).without("CONFAB_AUTH_ACCESS_TTL").with("CONFAB_AUTH_MODE", "foreign");
    }

    private Installation sharingASecret() {
        return installation().with("CONFAB_AUTH_SECRET", HostApplication.SECRET);
    }

    private static TestUser user(ChatServer server, String token) {
        return new TestUser(server.url(), "", "", token);
    }

    @Test
    void hostUsersExchangeMessages() {
        try (var server = sharingASecret().start()) {
            var ann = user(server, HostApplication.token("7", "ann", "Ann Lee"));
            var bob = user(server, HostApplication.token("8", "bob", "Bob"));
            try (var annsSocket = ann.connect();
                    var bobsSocket = bob.connect()) {
                var bobsId = ann.get("users/?search=bob").at("/results/0/id").asText();
                var room = ann.put("rooms/direct/", Map.of("users", List.of(bobsId)), 201);
                bobsSocket.awaitType("room.created");

                annsSocket.send(Map.of(
                        "type",
                        "message.send",
                        "ref",
                        "1",
                        "room_id",
                        room.path("id").asText(),
                        "body",
                        "Hello Bob"));

                var author = bobsSocket.awaitType("message.created").at("/messages/0/author");
                assertThat(author.path("username").asText()).isEqualTo("ann");
                assertThat(author.path("name").asText()).isEqualTo("Ann Lee");
            }
        }
    }

    @Test
    void userKeepsIdentityAcrossRestartAndRename() {
        var installation = sharingASecret();
        String room;
        try (var server = installation.start()) {
            var ann = user(server, HostApplication.token("7", "ann", "Ann Lee"));
            room = ann.put("rooms/by-name/lobby/", Map.of(), 201).path("id").asText();
            ann.post("rooms/" + room + "/messages/", Map.of("body", "Hello"), 201);
        }
        try (var server = installation.start()) {
            var anna = user(server, HostApplication.token("7", "anna", "Anna Lee"));
            var message = anna.get("rooms/" + room + "/messages/").at("/results/0");

            assertThat(message.path("is_me").asBoolean()).isTrue();
            assertThat(message.at("/author/name").asText()).isEqualTo("Anna Lee");
            assertThat(message.at("/author/username").asText()).isEqualTo("anna");
        }
    }

    @Test
    void repeatedTokenChangesNothing() {
        try (var server = sharingASecret().start()) {
            int number = 0;
            long now = Instant.now().getEpochSecond();
            for (long issued : new long[] {now * 1_000, now + 86_400, now, now - 60}) {
                var id = "id" + number;
                var old = HostApplication.token(id, "old" + number, "Old", Map.of("iat", issued));
                assertThat(userName(server, old, number)).isEqualTo("old" + number);
                var news = HostApplication.token(id, "new" + number, "New");
                assertThat(userName(server, news, number)).as("iat %s", issued).isEqualTo("new" + number);
                assertThat(userName(server, old, number)).as("iat %s", issued).isEqualTo("new" + number);
                number++;
            }
        }
    }

    /** Returns the user name of the user whose names end with {@code number}. */
    private static String userName(ChatServer server, String token, int number) {
        return user(server, token)
                .get("users/?search=" + number)
                .at("/results/0/username")
                .asText();
    }

    @Test
    void expiredTokenIsAcceptedForOneMinute() {
        try (var server = sharingASecret().start()) {
            long now = Instant.now().getEpochSecond();
            var ann = user(server, HostApplication.token("7", "ann", "Ann", Map.of("exp", now - 20)));
            ann.get("rooms/");
            ann.connect().close();
            var late = user(server, HostApplication.token("7", "ann", "Ann", Map.of("exp", now - 61)));
            assertThat(late.send("GET", "/api/v1/chat/rooms/", null).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void publicKeyOfHostSuffices() throws IOException {
        Files.writeString(folder.resolve("host.pem"), HostApplication.publicKey());
        try (var server =
                installation().with("CONFAB_AUTH_PUBLIC_KEY_FILE", "host.pem").start()) {
            var ann = user(server, HostApplication.signedToken("7", "ann", "Ann Lee"));

            ann.connect().close();
            assertThat(ann.get("users/").at("/results/0/username").asText()).isEqualTo("ann");
            // No token is signed by it, but the URLs of files are.
            assertThat(Files.exists(folder.resolve("data/" + SigningSecret.FILE)))
                    .isTrue();
        }
    }

    @Test
    void callerWithoutHostTokenIsRejected() {
        try (var server = sharingASecret().start()) {
            var stranger = user(server, HostApplication.signedToken("7", "ann", "Ann Lee"));

            assertThat(stranger.send("GET", "/api/v1/chat/rooms/", null).statusCode())
                    .isEqualTo(401);
            assertThatThrownBy(stranger::connect).isInstanceOf(UncheckedIOException.class);
            assertThat(stranger.send("POST", "/api/v1/auth/signup/", Map.of()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void operatorCannotCreateAccounts() throws Exception {
        var made = CommandResult.command(
                sharingASecret(), TestUser.PASSWORD + "\n", "user", "create", "ann", "--password-stdin");

        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("auth-mode: the accounts belong to the host application");
    }
}

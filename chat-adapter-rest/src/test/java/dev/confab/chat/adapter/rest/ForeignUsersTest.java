package dev.confab.chat.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.application.account.Identity;
import dev.confab.chat.domain.port.HostTokens;
import dev.confab.chat.domain.port.InMemoryHostTokens;
import dev.confab.chat.domain.port.Unavailable;
import dev.confab.chat.domain.user.ExternalId;
import dev.confab.chat.domain.user.HostClaims;
import dev.confab.chat.domain.user.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API where a host application keeps the accounts. */
class ForeignUsersTest {

    private final InMemoryHostTokens host = new InMemoryHostTokens();
    private boolean reachable = true;
    private final TestServer server = new TestServer(new Identity.HostIdentity(hostTokens()));

    private HostTokens hostTokens() {
        return token -> {
            if (!reachable) {
                throw new Unavailable("The keys are away.", null);
            }
            return host.verify(token);
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoComesWithATokenOfTheHostIsThere() {
        var ann = user("7", "ann", "Ann Lee");

        var room =
                ann.post("/api/v1/chat/rooms/", Client.json("title", "Lobby")).expect(201);
        var found = ann.get("/api/v1/chat/users/?search=lee").expect(200);

        assertThat(found.results("username")).containsExactly("ann");
        assertThat(found.results("id")).containsExactly(room.text("creator_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, signup/",
        "POST, token/",
        "POST, token/refresh/",
        "POST, token/verify/",
        "POST, token/blacklist/",
        "GET, me/",
        "PATCH, me/",
        "DELETE, me/",
        "POST, me/password/"
    })
    void thereAreNoAccountsOfOurOwn(String method, String path) {
        for (var caller : new Client[] {server.anybody(), user("7", "ann", "Ann")}) {
            caller.send(method, "/api/v1/auth/" + path, method.equals("GET") ? null : Map.of())
                    .expect(404, "not_found", null);
        }
    }

    @Test
    void aServiceAdministersWhoeverKeepsTheAccounts() {
        var ann = user("7", "ann", "Ann");
        ann.get("/api/v1/chat/rooms/").expect(200);
        ann.get("/api/v1/admin/users/").expect(403, "permission_denied", null);
        var token = server.chat.integrations().createToken(new ServiceName("ops"));
        var service = server.anybody().withToken(token.value());
        var path = "/api/v1/admin/users/";
        var id = service.get(path).expect(200).results("id").get(0);
        var wish = Client.json("username", "bob", "password", "correct horse battery");
        service.post(path, wish).expect(404, "not_found", null);
        for (var change : List.of(Client.json("is_staff", true), Client.json("password", "correct horse battery"))) {
            service.patch(path + id + "/", change).expect(404, "not_found", null);
        }
        service.patch(path + id + "/", Client.json("is_active", false)).expect(200);
        ann.get("/api/v1/chat/rooms/").expect(401, "not_authenticated", null);
        service.patch(path + id + "/", Client.json("is_active", true)).expect(200);
        ann.get("/api/v1/chat/rooms/").expect(200);
    }

    @Test
    void anExpiredTokenIsToldApart() {
        var ann = user("7", "ann", "Ann");
        server.clock.forward(Duration.ofHours(1).plusMinutes(1));

        ann.get("/api/v1/chat/rooms/").expect(401, "token_expired", null);
        server.anybody().withToken("made up").get("/api/v1/chat/rooms/").expect(401, "not_authenticated", null);
    }

    @Test
    void whileTheKeysAreAwayNobodyIsTurnedDown() {
        var ann = user("7", "ann", "Ann");
        reachable = false;

        ann.get("/api/v1/chat/rooms/").expect(503, "unavailable", null);
    }

    private Client user(String id, String username, String name) {
        var now = server.clock.instant();
        var claims = new HostClaims(new ExternalId(id), username, name, now, null, now.plus(Duration.ofHours(1)));
        return server.anybody().withToken(host.give(claims));
    }
}

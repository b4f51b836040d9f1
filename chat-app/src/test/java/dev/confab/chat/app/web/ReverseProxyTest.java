package dev.confab.chat.app.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.confab.chat.app.SharedNodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind a real TLS proxy under a path: clients see only the address that they use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReverseProxyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SOCKET = "/api/v1/chat/ws/";

    private final int port = ReverseProxy.freePort();
    private final String origin = "https://localhost:" + port;
    private final String url = origin + "/team";
    private final List<Visitor> visitors = new ArrayList<>();
    private final ReverseProxy.Program program;
    private final int configuration;
    private final boolean isAddressKnown;
    private SSLContext trust;
    private HttpClient http;
    private SharedNodes nodes;
    private ReverseProxy proxy;

    /**
     * @param configuration index of the configuration on the page about proxies
     * @param isAddressKnown whether the nodes have a public URL
     */
    ReverseProxyTest(ReverseProxy.Program program, int configuration, boolean isAddressKnown) {
        this.program = program;
        this.configuration = configuration;
        this.isAddressKnown = isAddressKnown;
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        program.require();
        var settings = new HashMap<>(Map.of("CONFAB_TRUSTED_PROXIES", "127.0.0.1"));
        if (isAddressKnown) {
            settings.put("CONFAB_PUBLIC_URL", url);
        }
        var certificate = Certificate.make(folder);
        trust = certificate.trust();
        http = HttpClient.newBuilder().sslContext(trust).build();
        nodes = SharedNodes.start(Files.createDirectories(folder.resolve("nodes")), settings);
        proxy = ReverseProxy.start(program, configuration, folder, certificate, port, nodes.ports());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> fetch("/health/ready").statusCode() == 200);
    }

    @AfterAll
    void close() {
        visitors.forEach(Visitor::close);
        if (proxy != null) {
            proxy.close();
        }
        if (nodes != null) {
            nodes.close();
        }
    }

    private HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    private JsonNode call(String method, String address, String token, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(address.startsWith("https:") ? address : url + address))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(write(body)));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s %s", address, answer.body()).isBetween(200, 299);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String write(Object body) {
        return JSON.valueToTree(body).toString();
    }

    /** Creates a user and returns an access token. */
    private String signUp(String name) {
        var credentials = Map.of("username", name, "password", Site.PASSWORD);
        call("POST", "/api/v1/auth/signup/", "", credentials);
        return call("POST", "/api/v1/auth/token/", "", credentials)
                .path("access")
                .asText();
    }

    private String room(String token, String name) {
        return call("PUT", "/api/v1/chat/rooms/by-name/" + name + "/", token, Map.of())
                .path("id")
                .asText();
    }

    @Test
    void linksUseAddressOfClient() {
        var ann = signUp("ann");
        var messages = "/api/v1/chat/rooms/" + room(ann, "links") + "/messages/";
        for (int i = 0; i < 3; i++) {
            call("POST", messages, ann, Map.of("body", "Message " + i));
        }

        var page = call("GET", messages + "?limit=2", ann, null);
        assertThat(page.path("next").asText()).startsWith(url + messages + "?limit=2&before_seq=");
        var next = call("GET", page.path("next").asText(), ann, null);
        assertThat(next.path("results")).hasSize(1);
        assertThat(next.path("previous").asText()).startsWith(url + messages);
        var users = call("GET", "/api/v1/chat/users/?limit=1&offset=1", ann, null);
        assertThat(users.path("previous").asText()).isEqualTo(url + "/api/v1/chat/users/?limit=1&offset=0");
        var invite = call("POST", messages.replace("messages", "invites"), ann, null);
        assertThat(invite.path("url").asText()).startsWith(url + "/chat/");
        var description = call("GET", "/openapi.json", "", null);
        assertThat(description.at("/servers/0/url").asText()).isEqualTo(url);
    }

    @Test
    void socketOpensOnlyForOwnOrigin() throws IOException {
        var token = signUp("sam");

        assertThat(handshake(token, origin)).startsWith("HTTP/1.1 101");
        for (var foreign : List.of(
                "http://localhost:" + port,
                "https://localhost",
                "https://evil.example",
                "http://localhost:" + nodes.ports().get(0))) {
            assertThat(handshake(token, foreign)).as(foreign).startsWith("HTTP/1.1 403");
        }
    }

    private String handshake(String token, String page) throws IOException {
        try (var socket = trust.getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var request = "GET /team" + SOCKET + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: " + page
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: confab.v1, bearer."
                    + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }

    @Test
    void forwardedHeadersOfClientAreIgnored() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/openapi.json"))
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Port", "1")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "host=evil.example;proto=http");

        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(JSON.readTree(answer.body()).at("/servers/0/url").asText()).isEqualTo(url);
    }

    @Test
    void usersInTwoBrowsersExchangeMessages() {
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        var bob = visitor();
        bob.go("/");
        bob.page().getByText("Get started").first().click();
        bob.page().waitForURL(url + "/signin");
        bob.signUp("bob", "Bob Baker");
        bob.visit("lounge");
        bob.page().waitForURL(Pattern.compile(Pattern.quote(url) + "/chat/[0-9a-f-]{36}"));
        var eve = visitor();
        eve.signUp("eve", "Eve Earl");
        eve.visit("lounge");

        bob.say("Is this live?");
        eve.hears("Is this live?");
        eve.say("It is.");
        bob.hears("It is.");
        eve.page().reload();
        eve.hears("It is.");

        var guest = visitor();
        guest.go("/docs/");
        PlaywrightAssertions.assertThat(guest.page().locator(".opblock").first())
                .isVisible();
        assertThat(visitors)
                .allSatisfy(visitor -> assertThat(visitor.takeFaults()).isEmpty());
    }

    @Test
    void inviteOpensInBrowser() {
        var owner = signUp("owner");
        var room = call("POST", "/api/v1/chat/rooms/", owner, Map.of("title", "Secret garden", "is_public", false))
                .path("id")
                .asText();
        var invite = call("POST", "/api/v1/chat/rooms/" + room + "/invites/", owner, null);
        var guest = visitor();
        guest.signUp("guest", "Gus Guest");

        guest.page().navigate(invite.path("url").asText());
        PlaywrightAssertions.assertThat(guest.heading("Secret garden")).isVisible();
    }

    private Visitor visitor() {
        var options = new Browser.NewContextOptions().setIgnoreHTTPSErrors(true).setViewportSize(1280, 800);
        var visitor = new Visitor(url, Chromium.browser().newContext(options));
        visitors.add(visitor);
        return visitor;
    }
}

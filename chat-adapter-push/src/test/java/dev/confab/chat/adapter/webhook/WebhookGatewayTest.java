package dev.confab.chat.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.confab.chat.adapter.webhook.WebhookAdapter.Settings;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.PushGateway;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import dev.confab.chat.domain.port.PushGatewayContract;
import dev.confab.chat.domain.port.SamplePush;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookGatewayTest extends PushGatewayContract {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final TestClock clock = new TestClock();
    private final List<Received> received = new ArrayList<>();
    private final Map<String, List<InetAddress>> names = Map.of(
            "hooks.example.org", List.of(InetAddress.getLoopbackAddress()),
            "mixed.example.org", List.of(address("1.1.1.1"), InetAddress.getLoopbackAddress()));

    private HttpServer server;
    private WebhookAdapter adapter;
    private volatile int status = 204;
    private volatile Map<String, String> headers = Map.of();

    private record Received(String path, Map<String, List<String>> headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        adapter = adapter(true, Duration.ofSeconds(20));
    }

    private WebhookAdapter adapter(boolean allowPrivate, Duration timeout) {
        return WebhookAdapter.open(
                new Settings(
                        SECRET,
                        allowPrivate,
                        timeout,
                        host -> names.containsKey(host) ? names.get(host) : List.of(InetAddress.getAllByName(host)),
                        (SSLSocketFactory) SSLSocketFactory.getDefault()),
                clock);
    }

    @AfterEach
    void stop() {
        adapter.close();
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        synchronized (received) {
            received.add(
                    new Received(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
        }
        headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    protected PushGateway gateway() {
        return adapter.gateway();
    }

    @Override
    protected Device device() {
        return device("http://hooks.example.org:" + server.getAddress().getPort() + "/in?x=ü&y=1");
    }

    private static Device device(String url) {
        return SamplePush.device(DeviceType.WEBHOOK, url);
    }

    @Override
    protected List<String> arrived() {
        synchronized (received) {
            return received.stream()
                    .map(request -> json(request).at("/message_id").asText())
                    .toList();
        }
    }

    @Override
    protected void goAway() {
        server.stop(0);
    }

    @Test
    void bodyDescribesThePushAndIsSigned() throws Exception {
        var push = SamplePush.to(device());
        assertThat(gateway().send(push)).isEqualTo(new Outcome.Delivered());
        var call = received.get(0);
        assertThat(call.path()).isEqualTo("/in?x=%C3%BC&y=1");
        assertThat(json(call).path("title").asText()).isEqualTo("Tea \"Time\"");
        assertThat(json(call).path("body").asText()).isEqualTo("Ann: Hello 👋");
        assertThat(json(call).path("unread").asInt()).isEqualTo(3);
        var timestamp = call.headers().get("X-confab-timestamp").get(0);
        assertThat(timestamp).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        var key = gateway().signingSecret(push.device()).orElseThrow().value();
        assertThat(call.headers().get("X-confab-signature"))
                .containsExactly("sha256=" + hmac(key, timestamp + "." + call.body()));
    }

    @Test
    void signingSecretDependsOnDeviceAndOwner() {
        var one = device();
        var moved = one.reregister(new UserId(UUID.randomUUID()), one.registration(), clock.instant());
        assertThat(gateway().signingSecret(one)).isEqualTo(gateway().signingSecret(one));
        assertThat(gateway().signingSecret(one)).isNotEqualTo(gateway().signingSecret(device()));
        assertThat(gateway().signingSecret(one)).isNotEqualTo(gateway().signingSecret(moved));
    }

    @ParameterizedTest
    @CsvSource({"500,0", "503,120", "429,60", "408,0"})
    void temporaryErrorIsRetriedAfterTheRequestedPause(int code, int retryAfter) {
        status = code;
        headers = Map.of("Retry-After", Integer.toString(retryAfter));
        assertThat(send()).isEqualTo(new Outcome.Retry(Duration.ofSeconds(retryAfter), "HTTP " + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 301, 302, 307, 308})
    void clientErrorOrRedirectIsRefused(int code) {
        status = code;
        headers = Map.of(
                "Location", "http://hooks.example.org:" + server.getAddress().getPort() + "/other");
        assertThat(send()).isEqualTo(new Outcome.Refused("HTTP " + code));
        assertThat(received).hasSize(1);
    }

    @Test
    void status410UnregistersTheDevice() {
        status = 410;
        assertThat(send()).isEqualTo(new Outcome.Unregistered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org:PORT/", "http://mixed.example.org:PORT/", "http://127.0.0.1:PORT/",
                "http://localhost:PORT/", "http://[::1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/",
                "http://2130706433:PORT/", "http://0.0.0.0:PORT/"
            })
    void privateAddressIsNotContacted(String url) {
        adapter.close();
        adapter = adapter(false, Duration.ofSeconds(20));
        var port = Integer.toString(server.getAddress().getPort());
        assertThat(gateway().send(SamplePush.to(device(url.replace("PORT", port)))))
                .isNotInstanceOf(Outcome.Delivered.class);
        assertThat(received).isEmpty();
    }

    @Test
    void slowResponseIsRetriedLater() throws IOException {
        adapter.close();
        adapter = adapter(true, Duration.ofMillis(300));
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(gateway().send(SamplePush.to(device("http://hooks.example.org:" + silent.getLocalPort() + "/"))))
                    .isInstanceOf(Outcome.Retry.class);
            assertThat(gateway()
                            .send(SamplePush.to(device("https://hooks.example.org:" + silent.getLocalPort() + "/"))))
                    .isInstanceOf(Outcome.Retry.class);
        }
    }

    private Outcome send() {
        return gateway().send(SamplePush.to(device()));
    }

    private static String hmac(String key, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    private static JsonNode json(Received call) {
        try {
            return new ObjectMapper().readTree(call.body());
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException unknown) {
            throw new AssertionError(unknown);
        }
    }
}

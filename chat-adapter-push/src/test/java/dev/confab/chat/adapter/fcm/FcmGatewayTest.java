package dev.confab.chat.adapter.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.confab.chat.adapter.fcm.FakeFirebase.Fault;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import dev.confab.chat.domain.port.PushGatewayContract;
import dev.confab.chat.domain.port.SamplePush;
import dev.confab.chat.domain.port.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FcmGatewayTest extends PushGatewayContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private FakeFirebase firebase;
    private FcmAdapter adapter;

    @BeforeEach
    void start() {
        firebase = FakeFirebase.start(folder);
        adapter = adapter(TIMEOUT);
    }

    private FcmAdapter adapter(Duration timeout) {
        return FcmAdapter.open(
                new FcmAdapter.Settings(firebase.credentials(), firebase.url(), timeout, firebase.trust()), clock);
    }

    @AfterEach
    void stop() {
        adapter.close();
        firebase.close();
    }

    @Override
    protected PushGateway gateway() {
        return adapter.gateway();
    }

    @Override
    protected Device device() {
        return SamplePush.device(DeviceType.ANDROID, "token " + UUID.randomUUID());
    }

    @Override
    protected List<String> arrived() {
        return firebase.arrived().stream().map(FakeFirebase.Arrived::messageId).toList();
    }

    @Override
    protected void goAway() {
        firebase.close();
    }

    @Test
    void messageHasPartsForEachPlatform() {
        var push = push();
        assertThat(gateway().send(push)).isEqualTo(new Outcome.Delivered());
        var message = firebase.arrived().get(0).message();
        var id = push.message().id().toString();
        var room = push.message().room().toString();
        assertThat(message.path("token").asText())
                .isEqualTo(push.device().token().value());
        assertThat(message.path("notification"))
                .hasToString("{\"title\":\"Tea \\\"Time\\\"\",\"body\":\"Ann: Hello 👋\"}");
        assertThat(message.path("data"))
                .hasToString(
                        "{\"room_id\":\"" + room + "\",\"message_id\":\"" + id + "\",\"seq\":\"7\",\"unread\":\"3\"}");
        assertThat(message.at("/android/collapse_key").asText()).isEqualTo(id);
        assertThat(message.at("/android/notification/tag").asText()).isEqualTo(id);
        assertThat(message.at("/apns/headers/apns-collapse-id").asText()).isEqualTo(id);
        assertThat(message.at("/apns/payload/aps/badge").asInt()).isEqualTo(3);
        assertThat(message.at("/apns/payload/aps/thread-id").asText()).isEqualTo(room);
        assertThat(message.at("/webpush/notification/tag").asText()).isEqualTo(id);
        assertThat(firebase.protocols()).containsExactly("HTTP/2.0");
    }

    @Test
    void accessTokenIsReused() {
        for (int number = 0; number < 3; number++) {
            assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
        }
        assertThat(firebase.grantedTokens()).isOne();
    }

    @Test
    void revokedAccessTokenIsRenewedOnceForAllSenders() throws Exception {
        assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
        firebase.revokeTokens();
        assertThat(sendTogether(20)).containsOnly(new Outcome.Delivered());
        assertThat(firebase.grantedTokens()).isEqualTo(3);
        assertThat(firebase.arrived()).hasSize(21);
    }

    @Test
    void refusedCredentialsAreRetriedLater() {
        firebase.refuseTokens(true);
        assertThat(gateway().send(push())).isInstanceOfSatisfying(Outcome.Retry.class, later -> {
            assertThat(later.delay()).isEqualTo(Duration.ofMinutes(1));
            assertThat(later.reason()).isEqualTo("no access token");
        });
        firebase.refuseTokens(false);
        assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
    }

    @Test
    void unregisteredDeviceIsReported() {
        var push = push();
        firebase.unregister(push.device().token().value());
        assertThat(gateway().send(push)).isEqualTo(new Outcome.Unregistered());
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID", "FORBIDDEN", "NOT_FOUND"})
    void permanentErrorRefusesThePushButKeepsTheDevice(Fault fault) {
        firebase.fail(device -> fault);
        assertThat(gateway().send(push()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("HTTP 4")
                                .doesNotContain("token"));
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL", "UNAVAILABLE", "RESET"})
    void temporaryErrorIsRetriedLater(Fault fault) {
        firebase.fail(device -> fault);
        assertThat(gateway().send(push())).isInstanceOf(Outcome.Retry.class);
        firebase.fail(device -> Fault.NONE);
        assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
    }

    @Test
    void slowResponseIsRetriedLater() {
        adapter.close();
        adapter = adapter(Duration.ofMillis(200));
        assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
        firebase.fail(device -> Fault.SLOW);
        assertThat(gateway().send(push())).isInstanceOf(Outcome.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"120", "Sun, 01 Mar 2026 10:02:00 GMT"})
    void tooManyRequestsPauseAllSendersForRetryAfter(String retryAfter) {
        firebase.fail(device -> Fault.TOO_MANY);
        firebase.retryAfter(retryAfter);
        assertThat(gateway().send(push()))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        later -> assertThat(later.delay()).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(120)));
        firebase.fail(device -> Fault.NONE);
        int before = firebase.requests();
        clock.forward(Duration.ofSeconds(118));
        assertThat(gateway().send(push())).isInstanceOf(Outcome.Retry.class);
        assertThat(firebase.requests()).isEqualTo(before);
        clock.forward(Duration.ofSeconds(2));
        assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
    }

    @Test
    void concurrentSendersUseFewerStreamsThanTheServerAllows() throws Exception {
        assertThat(gateway().send(push())).isEqualTo(new Outcome.Delivered());
        firebase.fail(device -> Fault.SLOW);
        assertThat(sendTogether(300)).containsOnly(new Outcome.Delivered());
        assertThat(firebase.maxStreams()).isBetween(2, FcmAdapter.MAX_STREAMS);
        assertThat(firebase.protocols()).containsExactly("HTTP/2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"type\":\"service_account\"}", "{\"type\":\"authorized_user\"}"})
    void malformedCredentialsAreRefused(String credentials) {
        assertThatThrownBy(() -> FcmAdapter.open(FcmAdapter.Settings.of(credentials), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("service account");
    }

    private List<Outcome> sendTogether(int count) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Outcome> send = () -> gateway().send(push());
            var outcomes =
                    threads.invokeAll(Stream.generate(() -> send).limit(count).toList());
            return outcomes.stream().map(outcome -> outcome.resultNow()).toList();
        }
    }

    private Push push() {
        return SamplePush.to(device());
    }
}

package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderedDispatcherTest {

    private final OrderedDispatcher<String> dispatcher = new OrderedDispatcher<>(event -> event.charAt(0));
    private final List<String> received = new ArrayList<>();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Test
    void eventPublishedByAListenerIsDeliveredAfterTheCurrentOne() {
        dispatcher.subscribe(event -> {
            if (event.equals("a1")) {
                dispatcher.publish("a2");
                dispatcher.publish("b1");
            }
            received.add(event);
        });
        dispatcher.publish("a1");
        assertThat(received).containsExactly("b1", "a1", "a2");
    }

    @Test
    void publisherDoesNotWaitForABusyListener() throws Exception {
        var busy = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        dispatcher.subscribe(event -> {
            if (event.equals("a1")) {
                busy.countDown();
                await(go);
            }
            received.add(event);
        });
        var first = CompletableFuture.runAsync(() -> dispatcher.publish("a1"));
        await(busy);
        dispatcher.publish("a2");
        go.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(received).containsExactly("a1", "a2");
    }

    @Test
    void eventWithAnotherKeyDoesNotWait() throws Exception {
        var go = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        dispatcher.subscribe(event -> {
            if (event.equals("a1")) {
                await(go);
            } else {
                other.countDown();
            }
        });
        var first = CompletableFuture.runAsync(() -> dispatcher.publish("a1"));
        dispatcher.publish("b1");
        await(other);
        go.countDown();
        first.get(30, TimeUnit.SECONDS);
    }

    @Test
    void errorOfAListenerDoesNotAffectOthers() {
        dispatcher.subscribe(event -> {
            throw new StackOverflowError();
        });
        dispatcher.subscribe(received::add);
        dispatcher.publish("a1");
        dispatcher.publish("a2");
        assertThat(received).containsExactly("a1", "a2");
    }

    @Test
    void logNamesTheFailureButNotTheEvent() {
        Silence.end();
        var log = Silence.logger();
        log.setAdditive(false);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        dispatcher.subscribe(event -> {
            throw new IllegalStateException("Simulated failure on " + event);
        });
        dispatcher.publish("a secret");
        log.detachAppender(lines);
        log.setAdditive(true);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .isEqualTo("Listener failed on String; other listeners are not affected");
            assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                    .contains("IllegalStateException", "OrderedDispatcherTest")
                    .doesNotContain("secret");
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

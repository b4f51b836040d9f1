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

    private final OrderedDispatcher<String> bus = new OrderedDispatcher<>(event -> event.charAt(0));
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void silence() {
        Silence.begin();
    }

    @AfterEach
    void noise() {
        Silence.end();
    }

    @Test
    void whatAListenerPublishesComesAfterWhatItHears() {
        bus.subscribe(event -> {
            if (event.equals("a1")) {
                bus.publish("a2");
                bus.publish("b1");
            }
            heard.add(event);
        });
        bus.publish("a1");
        assertThat(heard).containsExactly("b1", "a1", "a2");
    }

    @Test
    void aPublisherDoesNotWaitForAListenerThatIsBusyWithAnother() throws Exception {
        var busy = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        bus.subscribe(event -> {
            if (event.equals("a1")) {
                busy.countDown();
                await(go);
            }
            heard.add(event);
        });
        var first = CompletableFuture.runAsync(() -> bus.publish("a1"));
        await(busy);
        bus.publish("a2");
        go.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("a1", "a2");
    }

    @Test
    void eventsOfAnotherKeyDoNotWait() throws Exception {
        var go = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        bus.subscribe(event -> {
            if (event.equals("a1")) {
                await(go);
            } else {
                other.countDown();
            }
        });
        var first = CompletableFuture.runAsync(() -> bus.publish("a1"));
        bus.publish("b1");
        await(other);
        go.countDown();
        first.get(30, TimeUnit.SECONDS);
    }

    @Test
    void evenAnErrorOfAListenerHurtsNobody() {
        bus.subscribe(event -> {
            throw new StackOverflowError();
        });
        bus.subscribe(heard::add);
        bus.publish("a1");
        bus.publish("a2");
        assertThat(heard).containsExactly("a1", "a2");
    }

    @Test
    void theLogSaysWhereAListenerFailedButNotOnWhat() {
        Silence.end();
        var log = Silence.logger();
        log.setAdditive(false);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        bus.subscribe(event -> {
            throw new IllegalStateException("cannot cope with " + event);
        });
        bus.publish("a secret");
        log.detachAppender(lines);
        log.setAdditive(true);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("A listener failed on String");
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

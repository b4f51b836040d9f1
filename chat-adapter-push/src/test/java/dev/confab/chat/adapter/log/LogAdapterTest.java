package dev.confab.chat.adapter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import dev.confab.chat.domain.port.SamplePush;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogAdapterTest {

    @Test
    void pushIsLoggedWithoutItsText() {
        var log = (Logger) LoggerFactory.getLogger(LogAdapter.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try {
            var push = SamplePush.to(SamplePush.device(DeviceType.IOS, "t0ken"));
            assertThat(LogAdapter.gateway().send(push)).isEqualTo(new Outcome.Delivered());
            assertThat(lines.list).hasSize(1);
            assertThat(lines.list.get(0).getFormattedMessage())
                    .contains(push.message().id().toString(), push.device().id().toString())
                    .doesNotContain("Hello", "t0ken", "Tea");
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
    }
}

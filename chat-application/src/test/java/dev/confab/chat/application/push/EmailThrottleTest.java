package dev.confab.chat.application.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.port.PushGateway.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmailThrottleTest extends PushFixture {

    @Test
    void emailCoversAllUnreadMessages() {
        var eve = reader("eve");
        t.post(ann, room, "One");
        assertThat(emailsAfter(MAIL_AFTER.minusMillis(1))).isEmpty();
        t.post(ann, room, "Two");
        assertThat(emailsAfter(Duration.ofMillis(1))).singleElement().satisfies(mail -> {
            assertThat(mail.device().owner()).isEqualTo(eve.id());
            assertThat(mail.unread()).isEqualTo(2);
            assertThat(mail.text()).isEqualTo("ann: One");
        });
        assertThat(emailsAfter(MAIL_AFTER)).isEmpty();
        assertThat(status().results()).containsEntry(PushResult.TOLD_BEFORE, 1L);
        assertThat(status().backlog().size()).isZero();
        t.post(ann, room, "Three");
        assertThat(emailsAfter(MAIL_AFTER)).hasSize(1);
    }

    @Test
    void seenMessageIsNotMailed() {
        var eve = reader("eve");
        var message = t.post(ann, room, "One");
        assertThat(emailsAfter(DELAY)).isEmpty();
        t.chat.receipts().seenUpTo(eve.id(), room, message.seq());
        assertThat(emailsAfter(MAIL_AFTER)).isEmpty();
    }

    @Test
    void failedEmailIsRetriedOnce() {
        reader("eve");
        emailGateway.answer(push -> new Outcome.Retry(Duration.ZERO, "SMTP 421"));
        t.post(ann, room, "One");
        t.clock.tick();
        t.post(ann, room, "Two");
        assertThat(emailsAfter(DELAY)).isEmpty();
        assertThat(emailsAfter(MAIL_AFTER)).hasSize(1);
        emailGateway.answer(push -> new Outcome.Delivered());
        assertThat(emailsAfter(Duration.ofMinutes(1))).hasSize(1);
        assertThat(emailsAfter(Duration.ofHours(1))).isEmpty();
        assertThat(status().backlog().size()).isZero();
    }
}

package dev.confab.chat.app.client;

import static dev.confab.chat.app.client.Messages.deleted;
import static dev.confab.chat.app.client.Messages.seq;
import static dev.confab.chat.app.client.Messages.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.protocol.MessageView;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {

    private final RecentMessages recent = new RecentMessages();

    @Test
    void editIsDescribedOnce() {
        recent.record(seq(1));
        assertThat(recent.describeChange(version(1, 5, "better")))
                .get()
                .asString()
                .endsWith("now reads: better");
        assertThat(recent.describeChange(version(1, 5, "better"))).isEmpty();
        assertThat(recent.describeChange(version(1, 4, "older"))).isEmpty();
    }

    @Test
    void deletionIsDescribedOnce() {
        recent.record(seq(1));
        assertThat(recent.describeChange(deleted(1, 5))).get().asString().endsWith("was deleted");
        assertThat(recent.describeChange(deleted(1, 6))).isEmpty();
    }

    @Test
    void changeThatIsNotVisibleIsIgnored() {
        assertThat(recent.describeChange(version(1, 5, "better"))).isEmpty();
        recent.record(version(2, 2, "same"));
        var replied = new MessageView(
                "id-2", Messages.ROOM, 2, 7, null, "user", "bob", "same", false, 0, false, null, Instant.EPOCH);
        assertThat(recent.describeChange(replied)).isEmpty();
    }

    @Test
    void oldMessagesAreForgotten() {
        for (int i = 1; i <= RecentMessages.MAX + 1; i++) {
            recent.record(seq(i));
        }
        assertThat(recent.describeChange(deleted(1, 1_000))).isEmpty();
        assertThat(recent.describeChange(deleted(2, 1_000))).isPresent();
    }
}

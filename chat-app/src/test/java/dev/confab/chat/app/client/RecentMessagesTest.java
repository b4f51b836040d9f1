package dev.confab.chat.app.client;

import static dev.confab.chat.app.client.Messages.deleted;
import static dev.confab.chat.app.client.Messages.seq;
import static dev.confab.chat.app.client.Messages.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {

    private final RecentMessages recent = new RecentMessages();

    @Test
    void tellsOnceThatAMessageWasEdited() {
        recent.shown(seq(1));
        assertThat(recent.change(version(1, 5, "better"))).get().asString().endsWith("now reads: better");
        assertThat(recent.change(version(1, 5, "better"))).isEmpty();
        assertThat(recent.change(version(1, 4, "older"))).isEmpty();
    }

    @Test
    void tellsOnceThatAMessageWasDeleted() {
        recent.shown(seq(1));
        assertThat(recent.change(deleted(1, 5))).get().asString().endsWith("was deleted");
        assertThat(recent.change(deleted(1, 6))).isEmpty();
    }

    @Test
    void isSilentAboutWhatWasNotShownOrDoesNotShow() {
        assertThat(recent.change(version(1, 5, "better"))).isEmpty();
        recent.shown(version(2, 2, "same"));
        var replied = new MessageView(
                "id-2", Messages.ROOM, 2, 7, null, "user", "bob", "same", false, 0, false, null, Instant.EPOCH);
        assertThat(recent.change(replied)).isEmpty();
    }

    @Test
    void forgetsWhatIsLongGone() {
        for (int i = 1; i <= RecentMessages.MAX + 1; i++) {
            recent.shown(seq(i));
        }
        assertThat(recent.change(deleted(1, 1_000))).isEmpty();
        assertThat(recent.change(deleted(2, 1_000))).isPresent();
    }
}

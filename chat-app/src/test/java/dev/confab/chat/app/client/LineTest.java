package dev.confab.chat.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.app.protocol.MessageView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineTest {

    private static MessageView message(@Nullable String user, String author, String body, boolean isReply, int images) {
        return new MessageView(
                "id", "room", 1, 1, null, user, author, body, isReply, images, body.isEmpty(), null, Instant.EPOCH);
    }

    private static String print(MessageView message) {
        var line = Line.of(message, "me");
        return line.heading() + line.text();
    }

    @Test
    void ownOtherAndSystemMessagesAreMarked() {
        assertThat(print(message("me", "ann", "hi", false, 0))).isEqualTo("> ann: hi");
        assertThat(print(message("you", "bob", "hi", false, 0))).isEqualTo("  bob: hi");
        assertThat(print(message(null, "", "maintenance at noon", false, 0))).isEqualTo("* maintenance at noon");
    }

    @Test
    void repliesImagesAndDeletionsAreMarked() {
        assertThat(print(message("you", "bob", "yes", true, 0))).isEqualTo("  bob: ↪ yes");
        assertThat(print(message("you", "bob", "look", false, 2))).isEqualTo("  bob: look [2 images]");
        assertThat(print(message("you", "bob", "", false, 0))).isEqualTo("  bob: (deleted)");
    }

    @Test
    void lineHasNoControlCharacters() {
        assertThat(print(message("you", "bo\nb", "\u001b[31m", false, 0))).isEqualTo("  bo b: ␛[31m");
    }
}

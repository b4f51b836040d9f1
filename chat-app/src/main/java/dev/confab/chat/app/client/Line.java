package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.MessageView;
import java.time.Instant;

/** A message as the screen shows it, safe to print. {@code text} may have several lines. */
record Line(Instant at, Mark mark, String author, String text) {

    /** The kind of author. */
    enum Mark {
        OWN('>'),
        OTHER(' '),
        SYSTEM('*');

        private final char sign;

        Mark(char sign) {
            this.sign = sign;
        }

        char sign() {
            return sign;
        }
    }

    private static final String DELETED = "(deleted)";

    static Line of(MessageView message, String me) {
        return new Line(message.created(), mark(message, me), TerminalText.line(message.author()), text(message));
    }

    private static Mark mark(MessageView message, String me) {
        if (message.isSystem()) {
            return Mark.SYSTEM;
        }
        return message.isOf(me) ? Mark.OWN : Mark.OTHER;
    }

    private static String text(MessageView message) {
        if (message.isDeleted()) {
            return DELETED;
        }
        var text = (message.isReply() ? "↪ " : "") + TerminalText.text(message.body());
        return switch (message.images()) {
            case 0 -> text;
            case 1 -> text + " [1 image]";
            default -> text + " [" + message.images() + " images]";
        };
    }

    /** Returns the part between time and text. */
    String heading() {
        return mark.sign() + " " + (mark == Mark.SYSTEM ? "" : author + ": ");
    }
}

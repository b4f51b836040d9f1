package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.MessageView;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The last {@value #MAX} messages on the screen, as they were shown, to detect edits and deletions. For one thread. */
final class RecentMessages {

    static final int MAX = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

    private final Map<String, MessageView> shown = new LinkedHashMap<>();

    /** Records a message that was shown. */
    void record(MessageView message) {
        shown.put(message.id(), message);
        if (shown.size() > MAX) {
            shown.remove(shown.keySet().iterator().next());
        }
    }

    /** Describes how a message differs from what was shown; empty if it does not, or was not shown. */
    Optional<String> describeChange(MessageView now) {
        var before = shown.get(now.id());
        if (before == null || now.version() <= before.version()) {
            return Optional.empty();
        }
        shown.put(now.id(), now);
        if (now.isDeleted() && !before.isDeleted()) {
            return Optional.of(name(now) + " was deleted");
        }
        if (!Objects.equals(now.edited(), before.edited())) {
            return Optional.of(name(now) + " now reads: " + now.body());
        }
        return Optional.empty();
    }

    private static String name(MessageView message) {
        var owner = message.isSystem() ? "the notice" : message.author() + "'s message";
        return owner + " of " + TIME.format(message.created());
    }
}

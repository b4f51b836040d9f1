package dev.confab.chat.app.client;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The last {@value #MAX} messages that went to the screen, as they were then; tells what has become of them since. For
 * one thread.
 */
final class RecentMessages {

    static final int MAX = 500;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

    private final Map<String, MessageView> shown = new LinkedHashMap<>();

    /** {@code message} went to the screen. */
    void shown(MessageView message) {
        shown.put(message.id(), message);
        if (shown.size() > MAX) {
            shown.remove(shown.keySet().iterator().next());
        }
    }

    /** How the screen is out of date about {@code now}; empty if it is not, or never showed it. */
    Optional<String> change(MessageView now) {
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

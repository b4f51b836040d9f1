package dev.confab.chat.adapter.fcm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.confab.chat.domain.device.Push;
import java.io.UncheckedIOException;

/**
 * The JSON of a push for Firebase: the notification, the data for the application, and per platform a key by which a
 * repeated push replaces the first. Always well below the limit of 4,096 bytes.
 */
final class FcmMessage {

    /** Lifetime of an undelivered push: one day. */
    private static final String SECONDS_TO_LIVE = "86400";

    private static final ObjectMapper JSON = new ObjectMapper();

    private FcmMessage() {}

    static String of(Push push) {
        var root = JSON.createObjectNode();
        var message = root.putObject("message");
        message.put("token", push.device().token().value());
        message.putObject("notification").put("title", push.title()).put("body", push.text());
        data(message.putObject("data"), push);
        android(message.putObject("android"), push);
        apple(message.putObject("apns"), push);
        browser(message.putObject("webpush"), push);
        return text(root);
    }

    /** Adds the data. Firebase accepts only strings as values. */
    private static void data(ObjectNode data, Push push) {
        data.put("room_id", push.message().room().toString());
        data.put("message_id", push.message().id().toString());
        data.put("seq", Long.toString(push.message().seq()));
        data.put("unread", Long.toString(push.unread()));
    }

    private static void android(ObjectNode android, Push push) {
        var id = push.message().id().toString();
        android.put("collapse_key", id).put("priority", "HIGH").put("ttl", SECONDS_TO_LIVE + "s");
        android.putObject("notification").put("tag", id).put("notification_count", count(push));
    }

    private static void apple(ObjectNode apple, Push push) {
        apple.putObject("headers")
                .put("apns-collapse-id", push.message().id().toString())
                .put("apns-priority", "10");
        apple.putObject("payload")
                .putObject("aps")
                .put("badge", count(push))
                .put("sound", "default")
                .put("thread-id", push.message().room().toString());
    }

    /** Adds the part for browsers. A topic has at most 32 characters, the length of an id without hyphens. */
    private static void browser(ObjectNode browser, Push push) {
        var id = push.message().id().toString();
        browser.putObject("headers").put("TTL", SECONDS_TO_LIVE).put("Topic", id.replace("-", ""));
        browser.putObject("notification").put("tag", id);
    }

    private static int count(Push push) {
        return (int) Math.min(push.unread(), Integer.MAX_VALUE);
    }

    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

package dev.confab.chat.adapter.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.Push;
import dev.confab.chat.domain.port.PushGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** One signed POST for each push; whoever comes while too many are under way waits. */
final class WebhookGateway implements PushGateway {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebhookClient caller;
    private final Keys keys;
    private final InstantSource clock;
    private final Semaphore calls = new Semaphore(WebhookAdapter.MOST_CALLS, true);

    WebhookGateway(WebhookClient caller, Keys keys, InstantSource clock) {
        this.caller = caller;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Outcome send(Push push) {
        calls.acquireUninterruptibly();
        try {
            return outcome(caller.post(URI.create(push.device().token().value()), headers(push), body(push)));
        } catch (WebhookClient.Forbidden forbidden) {
            return new Outcome.Refused("the address is not a public one");
        } catch (IOException failure) {
            return new Outcome.Retry(Duration.ZERO, failure.getClass().getSimpleName());
        } finally {
            calls.release();
        }
    }

    @Override
    public Optional<Secret> signingSecret(Device device) {
        return Optional.of(keys.of(device));
    }

    private Map<String, String> headers(Push push) {
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put(
                "X-Confab-Delivery", push.message().id() + "/" + push.device().id());
        headers.put("X-Confab-Timestamp", timestamp);
        headers.put("X-Confab-Signature", "sha256=" + keys.signature(push.device(), timestamp, body(push)));
        return headers;
    }

    private static String body(Push push) {
        var message = push.message();
        var root = JSON.createObjectNode();
        root.put("type", "push").put("title", push.title()).put("body", push.text());
        root.put("room_id", message.room().toString())
                .put("message_id", message.id().toString());
        root.put("seq", message.seq()).put("unread", push.unread());
        root.put("created", message.created().toString());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Outcome outcome(WebhookClient.Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        if (status == 410) {
            return new Outcome.Unregistered();
        }
        boolean mayPass = status >= 500 || status == 429 || status == 408 || status == 425;
        return mayPass ? new Outcome.Retry(pause(answer), "HTTP " + status) : new Outcome.Refused("HTTP " + status);
    }

    private static Duration pause(WebhookClient.Answer answer) {
        var wish = answer.retryAfter().matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(answer.retryAfter()))
                : Duration.ZERO;
        return wish.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wish;
    }
}

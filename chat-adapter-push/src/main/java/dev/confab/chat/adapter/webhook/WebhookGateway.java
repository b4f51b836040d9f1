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

/** Sends each push as one signed POST request. Senders wait while too many requests are in progress. */
final class WebhookGateway implements PushGateway {

    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebhookClient client;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final Semaphore requests = new Semaphore(WebhookAdapter.MAX_REQUESTS, true);

    WebhookGateway(WebhookClient client, SigningKeys keys, InstantSource clock) {
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Outcome send(Push push) {
        requests.acquireUninterruptibly();
        try {
            return outcome(client.post(URI.create(push.device().token().value()), headers(push), body(push)));
        } catch (WebhookClient.Forbidden forbidden) {
            return new Outcome.Refused("address is not public");
        } catch (IOException failure) {
            return new Outcome.Retry(Duration.ZERO, failure.getClass().getSimpleName());
        } finally {
            requests.release();
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

    private static Outcome outcome(WebhookClient.Response response) {
        int status = response.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        if (status == 410) {
            return new Outcome.Unregistered();
        }
        boolean isTemporary = status >= 500 || status == 429 || status == 408 || status == 425;
        return isTemporary
                ? new Outcome.Retry(pause(response), "HTTP " + status)
                : new Outcome.Refused("HTTP " + status);
    }

    private static Duration pause(WebhookClient.Response response) {
        var pause = response.retryAfter().matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(response.retryAfter()))
                : Duration.ZERO;
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }
}

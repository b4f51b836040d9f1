package dev.confab.chat.adapter.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.confab.chat.domain.port.PushGateway.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What Firebase has answered, and what that means. */
final class FcmAnswer {

    /** What Firebase wants where it does not say how long: a minute after 429, and ten seconds otherwise. */
    private static final Duration PAUSE_AFTER_TOO_MANY = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration PAUSE_FOR_CREDENTIALS = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<byte[]> response;
    private final JsonNode error;
    private final Instant now;

    FcmAnswer(HttpResponse<byte[]> response, Instant now) {
        this.response = response;
        this.error = error(response.body());
        this.now = now;
    }

    private static JsonNode error(byte[] body) {
        try {
            var read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read.path("error");
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    Outcome outcome() {
        int status = response.statusCode();
        if (status == 200) {
            return new Outcome.Delivered();
        }
        if (code().equals("UNREGISTERED")) {
            return new Outcome.Unregistered();
        }
        if (isOfCredentials() || isTooMany() || status >= 500 || status == 408) {
            return new Outcome.Retry(pause(), reason());
        }
        return new Outcome.Refused(reason());
    }

    boolean isTooMany() {
        return response.statusCode() == 429;
    }

    /** Whether it is about us, and neither about the push nor the device. */
    boolean isOfCredentials() {
        int status = response.statusCode();
        return status == 401 || (status == 403 && !code().equals("SENDER_ID_MISMATCH"));
    }

    /** How long to wait at least. */
    Duration pause() {
        if (isOfCredentials()) {
            return PAUSE_FOR_CREDENTIALS;
        }
        return response.headers()
                .firstValue("Retry-After")
                .map(this::wished)
                .orElse(isTooMany() ? PAUSE_AFTER_TOO_MANY : PAUSE);
    }

    /** In seconds, or as a date. */
    private Duration wished(String text) {
        var wish = text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : until(text);
        return wish.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wish;
    }

    private Duration until(String date) {
        try {
            var wait = Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException unreadable) {
            return PAUSE;
        }
    }

    /** What an operator may read: never a text of Firebase's, which may quote the token. */
    String reason() {
        var code = code();
        return "HTTP " + response.statusCode() + (code.isEmpty() ? "" : " " + code);
    }

    /** Firebase's own code if there is one, else Google's. */
    private String code() {
        for (var detail : error.path("details")) {
            var code = detail.path("errorCode").asText("");
            if (!code.isEmpty()) {
                return code;
            }
        }
        return error.path("status").asText("");
    }
}

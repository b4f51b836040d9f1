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

/** A response of Firebase and its meaning for the push. */
final class FcmResponse {

    /** Pauses that Firebase documents for responses without {@code Retry-After}: one minute after 429, else ten seconds. */
    private static final Duration PAUSE_AFTER_TOO_MANY = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration PAUSE_FOR_CREDENTIALS = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<byte[]> response;
    private final JsonNode error;
    private final Instant now;

    FcmResponse(HttpResponse<byte[]> response, Instant now) {
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
        if (isAboutCredentials() || isTooMany() || status >= 500 || status == 408) {
            return new Outcome.Retry(pause(), reason());
        }
        return new Outcome.Refused(reason());
    }

    boolean isTooMany() {
        return response.statusCode() == 429;
    }

    /** Whether the error concerns our credentials, rather than the push or the device. */
    boolean isAboutCredentials() {
        int status = response.statusCode();
        return status == 401 || (status == 403 && !code().equals("SENDER_ID_MISMATCH"));
    }

    /** Returns the shortest time to wait before another attempt. */
    Duration pause() {
        if (isAboutCredentials()) {
            return PAUSE_FOR_CREDENTIALS;
        }
        return response.headers()
                .firstValue("Retry-After")
                .map(this::parseRetryAfter)
                .orElse(isTooMany() ? PAUSE_AFTER_TOO_MANY : PAUSE);
    }

    /** Parses {@code Retry-After}, which is a number of seconds or a date. */
    private Duration parseRetryAfter(String text) {
        var pause = text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : until(text);
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }

    private Duration until(String date) {
        try {
            var wait = Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException unreadable) {
            return PAUSE;
        }
    }

    /** Returns the status and code for the log. The text of Firebase is omitted, because it may quote the token. */
    String reason() {
        var code = code();
        return "HTTP " + response.statusCode() + (code.isEmpty() ? "" : " " + code);
    }

    /** Returns the code of Firebase if there is one, else that of Google. */
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

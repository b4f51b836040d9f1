package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Times;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request, in their order. Every reader throws {@link Refusal.Invalid} naming the parameter
 * when its value has another type. Of a parameter that comes twice the first counts.
 */
record Query(List<Map.Entry<String, String>> parameters) {

    static final String LIMIT = "limit";
    static final String OFFSET = "offset";

    static final int MAX_TEXT = 512;
    private static final int MAX_DIGITS = 18;

    static Query of(@Nullable String raw) {
        var parameters = new ArrayList<Map.Entry<String, String>>();
        if (raw != null) {
            for (var part : raw.split("&", -1)) {
                if (!part.isEmpty()) {
                    parameters.add(parameter(part));
                }
            }
        }
        return new Query(List.copyOf(parameters));
    }

    private static Map.Entry<String, String> parameter(String part) {
        int equals = part.indexOf('=');
        return equals < 0
                ? Map.entry(decode(part), "")
                : Map.entry(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
    }

    private static String decode(String text) {
        return Percent.decode(text.replace('+', ' '));
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** The text; empty if it is not given. */
    String text(String name) {
        var value = value(name);
        return value == null ? "" : Text.check(name, value, MAX_TEXT);
    }

    boolean flag(String name) {
        var value = value(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new Refusal.Invalid(name, "Must be true or false.");
        }
        return "true".equals(value);
    }

    /** As {@link #flag}; null if it is not given. */
    @Nullable
    Boolean flagIfAny(String name) {
        return has(name) ? (Boolean) flag(name) : null;
    }

    /** The time or date that a span starts with; null if it is not given. */
    @Nullable
    Instant start(String name) {
        return has(name) ? Times.parseStart(name, text(name)) : null;
    }

    /** The time or date that a span ends with; null if it is not given. */
    @Nullable
    Instant end(String name) {
        return has(name) ? Times.parseEnd(name, text(name)) : null;
    }

    /** A whole number from 0 on; one that is too long for a {@code long} counts as the greatest. */
    OptionalLong whole(String name) {
        var value = value(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.matches("[0-9]+")) {
            throw new Refusal.Invalid(name, "Must be a whole number, 0 or more.");
        }
        return OptionalLong.of(value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value));
    }

    /**
     * An id.
     *
     * @param parse of the id's type, as in {@code RoomId::parse}
     */
    <T> T id(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (Refusal.NotFound noId) {
            throw new Refusal.Invalid(name, "Must be an id.");
        }
    }

    /** How many items are wanted; more than the most there is to get are that many. */
    int limit() {
        long wanted = whole(LIMIT).orElse(Page.Window.DEFAULT_LIMIT);
        if (wanted < 1) {
            throw new Refusal.Invalid(LIMIT, "Must be at least 1.");
        }
        return (int) Math.min(wanted, Page.Window.MAX_LIMIT);
    }

    /** How many items to skip; no list is longer than an {@code int} can say. */
    long offset() {
        return Math.min(whole(OFFSET).orElse(0), Integer.MAX_VALUE);
    }

    Page.Window window() {
        return new Page.Window(limit(), offset());
    }

    /** Refuses parameters that will mean something one day, rather than answer as if they had not been there. */
    void refuse(String... names) {
        for (var name : names) {
            if (has(name)) {
                throw new Refusal.Invalid(name, "Not available yet.");
            }
        }
    }

    private @Nullable String value(String name) {
        for (var parameter : parameters) {
            if (parameter.getKey().equals(name)) {
                return parameter.getValue();
            }
        }
        return null;
    }
}

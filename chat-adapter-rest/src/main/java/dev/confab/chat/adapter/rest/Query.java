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
 * The query parameters of one request, in their order. Every accessor throws {@link Refusal.Invalid} with the name of the
 * parameter if the value has another type. The first value of a repeated parameter counts.
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

    /** Returns the text; empty if the parameter is absent. */
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

    /** Returns the flag; null if the parameter is absent. */
    @Nullable
    Boolean flagOrNull(String name) {
        return has(name) ? (Boolean) flag(name) : null;
    }

    /** Returns the start of a period, given as a time or a date; null if absent. */
    @Nullable
    Instant start(String name) {
        return has(name) ? Times.parseStart(name, text(name)) : null;
    }

    /** Returns the end of a period, given as a time or a date; null if absent. */
    @Nullable
    Instant end(String name) {
        return has(name) ? Times.parseEnd(name, text(name)) : null;
    }

    /** Returns a whole number of at least 0; numbers beyond {@code long} become its greatest value. */
    OptionalLong whole(String name) {
        var value = value(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.matches("[0-9]+")) {
            throw new Refusal.Invalid(name, "Must be a whole number of at least 0.");
        }
        return OptionalLong.of(value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value));
    }

    /** @param parse the parse method of the id's type, such as {@code RoomId::parse} */
    <T> T id(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (Refusal.NotFound noId) {
            throw new Refusal.Invalid(name, "Must be an id.");
        }
    }

    /** Returns the greatest number of items on the page, at most {@link Page.Window#MAX_LIMIT}. */
    int limit() {
        long requested = whole(LIMIT).orElse(Page.Window.DEFAULT_LIMIT);
        if (requested < 1) {
            throw new Refusal.Invalid(LIMIT, "Must be at least 1.");
        }
        return (int) Math.min(requested, Page.Window.MAX_LIMIT);
    }

    /** Returns how many items to skip, at most {@link Integer#MAX_VALUE}. */
    long offset() {
        return Math.min(whole(OFFSET).orElse(0), Integer.MAX_VALUE);
    }

    Page.Window window() {
        return new Page.Window(limit(), offset());
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

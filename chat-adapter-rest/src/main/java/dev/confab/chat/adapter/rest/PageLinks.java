package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Page;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Absolute links between the pages of a list. All parameters except those that select the page are kept. */
record PageLinks(String address, Query query) {

    static final String BEFORE = "before_seq";
    static final String AFTER = "after_seq";
    static final String AROUND = "around";

    private static final Set<String> SELECTORS = Set.of(Query.OFFSET, BEFORE, AFTER, AROUND, AdminRoomRoutes.BEFORE);

    /** Returns the URL of the page that {@code selector} with {@code value} selects. */
    String to(String selector, long value) {
        var kept = query.parameters().stream().filter(parameter -> !SELECTORS.contains(parameter.getKey()));
        return Stream.concat(kept, Stream.of(Map.entry(selector, String.valueOf(value))))
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", address + "?", ""));
    }

    /** Returns the page with links to its neighbours. */
    <T> PageJson<T> page(Page<T> page, Page.Window window) {
        return new PageJson<>(page.total(), next(page, window), previous(window), page.items());
    }

    private @Nullable String next(Page<?> page, Page.Window window) {
        long end = window.offset() + window.limit();
        return end < page.total() ? to(Query.OFFSET, end) : null;
    }

    private @Nullable String previous(Page.Window window) {
        return window.offset() > 0 ? to(Query.OFFSET, Math.max(0, window.offset() - window.limit())) : null;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

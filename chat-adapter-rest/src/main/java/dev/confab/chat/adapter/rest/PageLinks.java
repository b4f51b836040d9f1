package dev.confab.chat.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Page;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Absolute links from one part of a list to another; every parameter that does not say where is kept. */
record PageLinks(String address, Query query) {

    static final String BEFORE = "before_seq";
    static final String AFTER = "after_seq";
    static final String AROUND = "around";

    private static final Set<String> PLACES = Set.of(Query.OFFSET, BEFORE, AFTER, AROUND, AdminRoomRoutes.BEFORE);

    /** The same list from another place on. */
    String to(String place, long value) {
        var kept = query.parameters().stream().filter(parameter -> !PLACES.contains(parameter.getKey()));
        return Stream.concat(kept, Stream.of(Map.entry(place, String.valueOf(value))))
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", address + "?", ""));
    }

    /** The page with its neighbours. */
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

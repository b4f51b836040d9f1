package dev.confab.chat.domain.port;

import dev.confab.chat.domain.Page;
import java.util.List;

/** A source of pages of lists. */
final class Pages {

    private Pages() {}

    static <T> Page<T> cut(List<T> all, Page.Window window) {
        return new Page<>(
                all.size(),
                all.stream().skip(window.offset()).limit(window.limit()).toList());
    }
}

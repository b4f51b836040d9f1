package dev.confab.chat.domain;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a longer list.
 *
 * @param total the number of items of the whole list
 * @param items the items of this page, in the order of the list
 */
public record Page<T>(long total, List<T> items) {

    public Page {
        items = List.copyOf(items);
    }

    /** Returns a page of the same total whose items are mapped by {@code mapper}. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(total, items.stream().<R>map(mapper).toList());
    }

    /**
     * The part of a list that a page covers.
     *
     * @param limit the maximum number of items, 1 to {@value #MAX_LIMIT}
     * @param offset the number of items to skip, at least 0
     */
    public record Window(int limit, long offset) {

        public static final int DEFAULT_LIMIT = 50;
        public static final int MAX_LIMIT = 200;

        public Window {
            if (limit < 1 || limit > MAX_LIMIT || offset < 0) {
                throw new IllegalArgumentException("Invalid window: limit " + limit + ", offset " + offset);
            }
        }
    }
}

package dev.confab.chat.domain;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a longer list.
 *
 * @param total how many items the whole list has
 * @param items those of this page, in the order of the list
 */
public record Page<T>(long total, List<T> items) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(total, items.stream().<R>map(change).toList());
    }

    /**
     * Which page is wanted.
     *
     * @param limit how many items at most, 1 to {@value #MAX_LIMIT}
     * @param offset how many items to skip
     */
    public record Window(int limit, long offset) {

        public static final int DEFAULT_LIMIT = 50;
        public static final int MAX_LIMIT = 200;

        public Window {
            if (limit < 1 || limit > MAX_LIMIT || offset < 0) {
                throw new IllegalArgumentException("limit " + limit + ", offset " + offset);
            }
        }
    }
}

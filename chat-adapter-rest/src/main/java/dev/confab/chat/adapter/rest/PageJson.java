package dev.confab.chat.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param count how many items the whole list has
 * @param next where to get what follows in the order of the list; null at its end
 * @param previous where to get what comes before; null at its start
 */
record PageJson<T>(
        long count, @Nullable String next, @Nullable String previous, List<T> results) {}

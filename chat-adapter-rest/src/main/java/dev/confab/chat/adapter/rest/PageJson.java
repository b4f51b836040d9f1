package dev.confab.chat.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param count the size of the whole list
 * @param next URL of the next page; null on the last page
 * @param previous URL of the previous page; null on the first page
 */
record PageJson<T>(
        long count, @Nullable String next, @Nullable String previous, List<T> results) {}

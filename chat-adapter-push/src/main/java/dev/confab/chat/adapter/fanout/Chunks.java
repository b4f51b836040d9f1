package dev.confab.chat.adapter.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is too much for one go. */
final class Chunks {

    private Chunks() {}

    /** Copies of {@code all} in parts of at most {@code most}, in order; none where there is nothing. */
    static <T> List<List<T>> of(Collection<? extends T> all, int most) {
        var rest = List.<T>copyOf(all);
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < rest.size(); from += most) {
            chunks.add(rest.subList(from, Math.min(from + most, rest.size())));
        }
        return chunks;
    }
}

package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.query.SelectionQuery;

/** Helpers for queries of all stores. */
final class Queries {

    private Queries() {}

    /** Limits the query to a page; an offset beyond the end of any table gives an empty page. */
    static <R> SelectionQuery<R> within(SelectionQuery<R> query, Page.Window window) {
        int offset = (int) Math.min(window.offset(), Integer.MAX_VALUE);
        return query.setMaxResults(window.limit()).setFirstResult(offset);
    }

    static <R, T> List<T> list(SelectionQuery<R> query, Function<? super R, ? extends T> toDomain) {
        return query.getResultList().stream().<T>map(toDomain).toList();
    }

    /**
     * Returns ids as the single parameter of {@code = any(:ids)}. The statement is the same for any number of ids, so
     * it is parsed and planned once and stays within the parameter limits of drivers.
     */
    static <I> UUID[] array(Collection<I> ids, Function<? super I, UUID> value) {
        return ids.stream().map(value).toArray(UUID[]::new);
    }
}

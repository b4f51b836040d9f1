package dev.confab.chat.adapter.persistence;

import dev.confab.chat.domain.Page;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.query.SelectionQuery;

/** What all stores do when they read. */
final class Queries {

    private Queries() {}

    /** Cuts {@code window} out of what {@code query} answers; what begins past any table's end is empty. */
    static <R> SelectionQuery<R> within(SelectionQuery<R> query, Page.Window window) {
        int offset = (int) Math.min(window.offset(), Integer.MAX_VALUE);
        return query.setMaxResults(window.limit()).setFirstResult(offset);
    }

    static <R, T> List<T> list(SelectionQuery<R> query, Function<? super R, ? extends T> toDomain) {
        return query.getResultList().stream().<T>map(toDomain).toList();
    }

    /**
     * Ids as the one parameter of {@code = any(:ids)}: the statement stays the same however many there are, so it is
     * parsed and planned once, and no driver's limit of parameters is met.
     */
    static <I> UUID[] array(Collection<I> ids, Function<? super I, UUID> value) {
        return ids.stream().map(value).toArray(UUID[]::new);
    }
}

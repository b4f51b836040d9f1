package dev.confab.chat.adapter.ws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ended lately, log-ins or accounts: a handshake may have proven one of them good a moment before, and its
 * connection come a moment after the others were closed. Keeps the last {@value #MAX}, which is far more than can end
 * during one handshake. Guarded by its monitor.
 */
final class Lately<T> {

    static final int MAX = 10_000;

    private final Set<T> latest = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > MAX;
        }
    });

    synchronized void add(T ended) {
        latest.add(ended);
    }

    synchronized boolean contains(@Nullable T ended) {
        return ended != null && latest.contains(ended);
    }
}

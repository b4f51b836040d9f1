package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.user.LoginId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log-ins that ended lately: a handshake may have proven one of them good a moment before, and its connection come a
 * moment after the others of the log-in were closed. Keeps the last {@value #MAX}, which is far more than can end during
 * one handshake. Guarded by its monitor.
 */
final class EndedLogins {

    static final int MAX = 10_000;

    private final Set<LoginId> latest = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LoginId, Boolean> eldest) {
            return size() > MAX;
        }
    });

    synchronized void add(LoginId login) {
        latest.add(login);
    }

    synchronized boolean contains(@Nullable LoginId login) {
        return login != null && latest.contains(login);
    }
}

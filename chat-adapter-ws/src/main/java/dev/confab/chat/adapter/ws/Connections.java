package dev.confab.chat.adapter.ws;

import dev.confab.chat.domain.user.LoginId;
import dev.confab.chat.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open connections of this node by user. Callable from every thread; a list is never changed, only replaced, and
 * nothing is called while one is.
 */
final class Connections {

    private final int maxPerUser;
    private final ConcurrentMap<UserId, List<Connection>> byUser = new ConcurrentHashMap<>();

    Connections(int maxPerUser) {
        this.maxPerUser = maxPerUser;
    }

    /** Adds a connection; answers the user's oldest, as far as there are too many now. */
    List<Connection> add(Connection connection) {
        var own = byUser.merge(
                connection.userId(),
                List.of(connection),
                (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
        return own.subList(0, Math.max(0, own.size() - maxPerUser));
    }

    void remove(Connection connection) {
        byUser.computeIfPresent(connection.userId(), (user, before) -> without(before, connection));
    }

    /** Null takes the user out of the map. */
    @SuppressWarnings("NullAway")
    private static List<Connection> without(List<Connection> before, Connection gone) {
        var rest = before.stream().filter(other -> other != gone).toList();
        return rest.isEmpty() ? null : rest;
    }

    /** Those of {@code user}, the oldest first. */
    List<Connection> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    List<Connection> of(UserId user, LoginId login) {
        return of(user).stream()
                .filter(connection -> login.equals(connection.login()))
                .toList();
    }

    Set<UserId> users() {
        return Set.copyOf(byUser.keySet());
    }

    Set<LoginId> logins() {
        return byUser.values().stream()
                .flatMap(List::stream)
                .flatMap(connection -> Stream.ofNullable(connection.login()))
                .collect(Collectors.toSet());
    }

    void forEach(Consumer<Connection> work) {
        byUser.values().forEach(own -> own.forEach(work));
    }
}

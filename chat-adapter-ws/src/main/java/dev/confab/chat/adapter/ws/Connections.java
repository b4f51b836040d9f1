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

/** The open connections of this node, by user. Callable from every thread. Lists are immutable and replaced as a whole. */
final class Connections {

    private final int maxPerUser;
    private final ConcurrentMap<UserId, List<Connection>> byUser = new ConcurrentHashMap<>();

    Connections(int maxPerUser) {
        this.maxPerUser = maxPerUser;
    }

    /** Adds a connection. Returns the user's oldest connections beyond the limit, which the caller closes. */
    List<Connection> add(Connection connection) {
        var ofUser = byUser.merge(
                connection.userId(),
                List.of(connection),
                (before, added) ->
                        Stream.concat(before.stream(), added.stream()).toList());
        return ofUser.subList(0, Math.max(0, ofUser.size() - maxPerUser));
    }

    void remove(Connection connection) {
        byUser.computeIfPresent(connection.userId(), (user, before) -> without(before, connection));
    }

    /** Returns null if no connection is left, which removes the map entry. */
    @SuppressWarnings("NullAway")
    private static List<Connection> without(List<Connection> before, Connection removed) {
        var rest = before.stream().filter(connection -> connection != removed).toList();
        return rest.isEmpty() ? null : rest;
    }

    /** Returns the connections of a user, the oldest first. */
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
        byUser.values().forEach(ofUser -> ofUser.forEach(work));
    }
}

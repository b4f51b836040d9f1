package dev.confab.chat.adapter.rest;

import io.javalin.http.HandlerType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One method of one path, with its description.
 *
 * @param path as the router has it, with {@code {names}}
 * @param access the callers that are served
 * @param section of the description
 */
record Route(HandlerType method, String path, Access access, String section, Operation operation) {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    /** The callers that a route serves. */
    enum Access {
        /** Every client, without any rate limit. */
        UNLIMITED,
        /** Every client. */
        PUBLIC,
        /** Authenticated users. */
        USER,
        /** Authenticated users and bearers of URLs that this server signed. */
        SIGNED_URL,
        /** Authenticated services. */
        SERVICE,
        /** Staff members and services. */
        ADMINISTRATOR;

        private boolean isAuthenticated() {
            return this != UNLIMITED && this != PUBLIC;
        }
    }

    /** Returns the path as clients should write it: paths of the API end with a slash. */
    String address() {
        return path.startsWith("/api/") ? path + "/" : path;
    }

    /** Returns the names of the variable parts of the path. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        NAME.matcher(path).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    /** Returns the statuses of all errors that the route may respond with. */
    Set<Integer> errors() {
        var statuses = new TreeSet<>(operation.errors());
        statuses.add(400);
        if (access.isAuthenticated()) {
            statuses.add(401);
        }
        if (access == Access.SERVICE || access == Access.ADMINISTRATOR) {
            statuses.add(403);
        }
        if (access != Access.UNLIMITED) {
            statuses.addAll(Set.of(429, 503));
        }
        if (!names().isEmpty()) {
            statuses.add(404);
        }
        if (operation.request() != null) {
            statuses.addAll(Set.of(408, 413, 415));
        }
        return statuses;
    }
}

package dev.confab.chat.adapter.rest;

import io.javalin.http.HandlerType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One method of one address, and what it does.
 *
 * @param path as the router has it, with {@code {names}}
 * @param access who gets an answer
 * @param section of the description
 */
record Route(HandlerType method, String path, Access access, String section, Operation operation) {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    /** Who gets an answer. */
    enum Access {
        /** Everybody, however often. */
        UNCOUNTED,
        /** Everybody. */
        OPEN,
        /** Who has proven who they are. */
        CLOSED,
        /** As {@link #CLOSED}, and who has a URL that we signed. */
        SIGNED,
        /** A service that has proven which one it is. */
        SERVICE,
        /** One of the staff, or a service. */
        ADMINISTRATOR;

        private boolean isProven() {
            return this == CLOSED || this == SIGNED || this == SERVICE || this == ADMINISTRATOR;
        }
    }

    /** The path as clients should write it: that of an API ends with a slash. */
    String address() {
        return path.startsWith("/api/") ? path + "/" : path;
    }

    /** The names of the variable parts of the path. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        NAME.matcher(path).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    /** The statuses of all refusals that are possible. */
    Set<Integer> refusals() {
        var statuses = new TreeSet<>(operation.refusals());
        statuses.add(400);
        if (access.isProven()) {
            statuses.add(401);
        }
        if (access == Access.SERVICE || access == Access.ADMINISTRATOR) {
            statuses.add(403);
        }
        if (access != Access.UNCOUNTED) {
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

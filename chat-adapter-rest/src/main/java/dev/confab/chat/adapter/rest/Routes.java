package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.rest.Route.Access;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The registry of all routes. Every route is added together with its {@link Operation}, so {@link OpenApi} describes
 * them all. The name of the method that adds a route states who may call it.
 */
final class Routes {

    static final String AUTH = "/api/v1/auth";
    static final String CHAT = "/api/v1/chat";
    static final String ADMIN = "/api/v1/admin";

    private final RoutesConfig config;
    private final AccessControl access;
    private final String section;
    private final List<Route> added;

    Routes(RoutesConfig config, AccessControl access) {
        this(config, access, "", new ArrayList<>());
    }

    private Routes(RoutesConfig config, AccessControl access, String section, List<Route> added) {
        this.config = config;
        this.access = access;
        this.section = section;
        this.added = added;
    }

    /** Returns a view that adds routes to another section of the description. */
    Routes section(String name) {
        return new Routes(config, access, name, added);
    }

    /** Returns a live view of the routes of all sections. */
    List<Route> all() {
        return Collections.unmodifiableList(added);
    }

    Routes getUnlimited(String path, Operation operation, Consumer<ApiRequest> route) {
        return addGet(path, Access.UNLIMITED, operation, access.unlimited(route));
    }

    Routes getPublic(String path, Operation operation, Consumer<ApiRequest> route) {
        return addGet(path, Access.PUBLIC, operation, access.anonymous(route));
    }

    Routes postPublic(String path, Operation operation, Consumer<ApiRequest> route) {
        return add(HandlerType.POST, path, Access.PUBLIC, operation, access.anonymous(route));
    }

    Routes get(String path, Operation operation, Consumer<UserRequest> route) {
        return addGet(path, Access.USER, operation, access.user(route));
    }

    Routes post(String path, Operation operation, Consumer<UserRequest> route) {
        return add(HandlerType.POST, path, Access.USER, operation, access.user(route));
    }

    Routes put(String path, Operation operation, Consumer<UserRequest> route) {
        return add(HandlerType.PUT, path, Access.USER, operation, access.user(route));
    }

    Routes patch(String path, Operation operation, Consumer<UserRequest> route) {
        return add(HandlerType.PATCH, path, Access.USER, operation, access.user(route));
    }

    Routes delete(String path, Operation operation, Consumer<UserRequest> route) {
        return add(HandlerType.DELETE, path, Access.USER, operation, access.user(route));
    }

    /** Adds a route for users and bearers of signed URLs; see {@link AccessControl#signedUrl}. */
    Routes getSigned(
            String path,
            Operation operation,
            Predicate<ApiRequest> isSigned,
            Consumer<ApiRequest> signedRoute,
            Consumer<UserRequest> route) {
        return addGet(path, Access.SIGNED_URL, operation, access.signedUrl(isSigned, signedRoute, route));
    }

    Routes postAsService(String path, Operation operation, Consumer<ServiceRequest> route) {
        return add(HandlerType.POST, path, Access.SERVICE, operation, access.service(route));
    }

    Routes getAsAdministrator(String path, Operation operation, Consumer<AdminRequest> route) {
        return addGet(path, Access.ADMINISTRATOR, operation, access.administrator(route));
    }

    Routes postAsAdministrator(String path, Operation operation, Consumer<AdminRequest> route) {
        return add(HandlerType.POST, path, Access.ADMINISTRATOR, operation, access.administrator(route));
    }

    Routes patchAsAdministrator(String path, Operation operation, Consumer<AdminRequest> route) {
        return add(HandlerType.PATCH, path, Access.ADMINISTRATOR, operation, access.administrator(route));
    }

    Routes deleteAsAdministrator(String path, Operation operation, Consumer<AdminRequest> route) {
        return add(HandlerType.DELETE, path, Access.ADMINISTRATOR, operation, access.administrator(route));
    }

    private Routes addGet(String path, Access callers, Operation operation, Handler handler) {
        config.addHttpHandler(HandlerType.HEAD, path, handler);
        return add(HandlerType.GET, path, callers, operation, handler);
    }

    private Routes add(HandlerType method, String path, Access callers, Operation operation, Handler handler) {
        added.add(new Route(method, path, callers, section, operation));
        config.addHttpHandler(method, path, handler);
        return this;
    }
}

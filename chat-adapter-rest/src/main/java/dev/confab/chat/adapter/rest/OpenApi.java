package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.rest.Route.Access;
import dev.confab.chat.adapter.wire.ErrorsJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells about routes in OpenAPI 3.1. */
final class OpenApi {

    /** Stands for the address of the server. */
    static final String SERVER = "{server}";

    private static final String TOKEN = "token";
    private static final String SERVICE_TOKEN = "service";
    private static final String JSON = "application/json";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String RETRY_AFTER = "Retry-After";
    private static final List<String> COUNTED =
            List.of(REQUEST_ID, "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
    private static final Map<String, String> HEADERS = Map.of(
            REQUEST_ID,
            "Finds the request in the server's log",
            "X-RateLimit-Limit",
            "How much of this is free in a period; of several limits, the tightest is told",
            "X-RateLimit-Remaining",
            "How much of that is left",
            "X-RateLimit-Reset",
            "Seconds until all of it is there again",
            RETRY_AFTER,
            "Seconds until another try is worth it");

    private final Schemas schemas = new Schemas();
    private final Map<Integer, Map<String, Object>> refusals = new TreeMap<>();

    private OpenApi() {}

    /** The document, ready to be written as JSON. */
    static Map<String, Object> of(Collection<Route> routes) {
        return new OpenApi().document(routes);
    }

    private Map<String, Object> document(Collection<Route> routes) {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var route : routes) {
            paths.computeIfAbsent(route.address(), address -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Confab",
                        "version", "1",
                        "description",
                                "Slashes at the end of addresses may be left out. Fields may be added, never renamed."));
        document.put("servers", List.of(Map.of("url", SERVER)));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    /** To be called last: it tells of what the others have referred to. */
    private Map<String, Object> components() {
        var headers = new TreeMap<String, Object>();
        HEADERS.forEach((name, meaning) ->
                headers.put(name, Map.of("description", meaning, "schema", Map.of("type", "string"))));
        var responses = new TreeMap<String, Object>();
        refusals.forEach((status, response) -> responses.put(refusalName(status), response));
        var components = new LinkedHashMap<String, Object>();
        components.put(
                "securitySchemes",
                Map.of(TOKEN, bearer("The `access` of a log-in"), SERVICE_TOKEN, bearer("The token of a service")));
        components.put("headers", headers);
        components.put("responses", responses);
        components.put("schemas", schemas.all());
        return components;
    }

    private static Map<String, Object> bearer(String meaning) {
        return Map.of("type", "http", "scheme", "bearer", "description", meaning);
    }

    private Map<String, Object> operation(Route route) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", route.operation().id());
        operation.put("summary", route.operation().summary());
        operation.put("tags", List.of(route.section()));
        operation.put("security", security(route.access()));
        operation.put("parameters", parameters(route));
        var request = route.operation().request();
        if (request != null) {
            var content = new LinkedHashMap<String, Object>();
            request.mediaTypes().forEach(type -> content.put(type, Map.of("schema", Param.object(request.fields()))));
            operation.put("requestBody", Map.of("required", request.isRequired(), "content", content));
        }
        operation.put("responses", responses(route));
        return operation;
    }

    private static List<Object> security(Access access) {
        return switch (access) {
            case UNCOUNTED, OPEN -> List.of();
            case CLOSED -> List.of(Map.of(TOKEN, List.of()));
            case SIGNED -> List.of(Map.of(TOKEN, List.of()), Map.of());
            case SERVICE -> List.of(Map.of(SERVICE_TOKEN, List.of()));
            case ADMINISTRATOR -> List.of(Map.of(TOKEN, List.of()), Map.of(SERVICE_TOKEN, List.of()));
        };
    }

    private static List<Object> parameters(Route route) {
        var operation = route.operation();
        var path = route.names().stream().map(operation::path);
        return Stream.of(
                        in("path", path),
                        in("query", operation.query().stream()),
                        in("header", operation.headers().stream()))
                .flatMap(Function.identity())
                .toList();
    }

    private static Stream<Object> in(String place, Stream<Param> parts) {
        return parts.map(part ->
                Map.of("name", part.name(), "in", place, "required", part.isRequired(), "schema", part.schema()));
    }

    private Map<String, Object> responses(Route route) {
        var responses = new LinkedHashMap<String, Object>();
        var headers = route.access() == Access.UNCOUNTED ? List.of(REQUEST_ID) : COUNTED;
        route.operation().replies().forEach((status, reply) -> {
            responses.put(String.valueOf(status), response(meaning(status), headers(status, headers), content(reply)));
        });
        route.refusals().forEach(status -> {
            refusals.computeIfAbsent(status, this::refusal);
            responses.put(String.valueOf(status), reference("responses", refusalName(status)));
        });
        return responses;
    }

    private Map<String, Object> refusal(int status) {
        var headers = headers(status, status == 429 ? COUNTED : List.of(REQUEST_ID));
        return response(meaning(status), headers, Map.of(JSON, Map.of("schema", schemas.of(ErrorsJson.class))));
    }

    private static List<String> headers(int status, List<String> usual) {
        return status == 429 || status == 503
                ? Stream.concat(usual.stream(), Stream.of(RETRY_AFTER)).toList()
                : usual;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 200, 204, 206, 304 -> "Done";
            case 201 -> "Made";
            case 302 -> "It is elsewhere";
            case 400 -> "The request breaks a rule; `field` names the part";
            case 401 -> "No token, or not a good one (any more)";
            case 403 -> "You may see it, but not do that";
            case 404 -> "It does not exist, or you may not know that it does";
            case 409 -> "It contradicts what is there";
            case 429 -> "Too much, too often";
            default -> HttpErrors.problem(status).message().replaceFirst("\\.$", "");
        };
    }

    private static String refusalName(int status) {
        return "Refusal" + status;
    }

    private Map<String, Object> content(ResponseSpec reply) {
        var content = new LinkedHashMap<String, Object>();
        for (var type : reply.mediaTypes()) {
            content.put(type, Map.of("schema", reply.schema().apply(schemas)));
        }
        return content;
    }

    private static Map<String, Object> response(String meaning, List<String> headers, Map<String, Object> content) {
        var references = new LinkedHashMap<String, Object>();
        headers.forEach(name -> references.put(name, reference("headers", name)));
        return Map.of("description", meaning, "headers", references, "content", content);
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }
}

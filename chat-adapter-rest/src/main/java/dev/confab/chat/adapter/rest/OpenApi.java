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

/** The description of all routes in OpenAPI 3.1. */
final class OpenApi {

    /** The placeholder for the address of the server. */
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
            "Id of the request in the server's log",
            "X-RateLimit-Limit",
            "Requests per period under the tightest applicable limit",
            "X-RateLimit-Remaining",
            "Remaining requests",
            "X-RateLimit-Reset",
            "Seconds until the limit is fully restored",
            RETRY_AFTER,
            "Seconds to wait before a retry");

    private final Schemas schemas = new Schemas();
    private final Map<Integer, Map<String, Object>> errors = new TreeMap<>();

    private OpenApi() {}

    /** Returns the document, ready to be written as JSON. */
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
                                "Trailing slashes of paths are optional. Later versions may add fields, but never rename them."));
        document.put("servers", List.of(Map.of("url", SERVER)));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    /** Must be called last, because it contains what the operations refer to. */
    private Map<String, Object> components() {
        var headers = new TreeMap<String, Object>();
        HEADERS.forEach((name, description) ->
                headers.put(name, Map.of("description", description, "schema", Map.of("type", "string"))));
        var responses = new TreeMap<String, Object>();
        errors.forEach((status, response) -> responses.put(errorName(status), response));
        var components = new LinkedHashMap<String, Object>();
        components.put(
                "securitySchemes",
                Map.of(TOKEN, bearer("The `access` token of a login"), SERVICE_TOKEN, bearer("A service token")));
        components.put("headers", headers);
        components.put("responses", responses);
        components.put("schemas", schemas.all());
        return components;
    }

    private static Map<String, Object> bearer(String description) {
        return Map.of("type", "http", "scheme", "bearer", "description", description);
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
            case UNLIMITED, PUBLIC -> List.of();
            case USER -> List.of(Map.of(TOKEN, List.of()));
            case SIGNED_URL -> List.of(Map.of(TOKEN, List.of()), Map.of());
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

    private static Stream<Object> in(String place, Stream<Param> params) {
        return params.map(param ->
                Map.of("name", param.name(), "in", place, "required", param.isRequired(), "schema", param.schema()));
    }

    private Map<String, Object> responses(Route route) {
        var responses = new LinkedHashMap<String, Object>();
        var headers = route.access() == Access.UNLIMITED ? List.of(REQUEST_ID) : COUNTED;
        route.operation().responses().forEach((status, spec) -> {
            responses.put(
                    String.valueOf(status), response(description(status), headers(status, headers), content(spec)));
        });
        route.errors().forEach(status -> {
            errors.computeIfAbsent(status, this::error);
            responses.put(String.valueOf(status), reference("responses", errorName(status)));
        });
        return responses;
    }

    private Map<String, Object> error(int status) {
        var headers = headers(status, status == 429 ? COUNTED : List.of(REQUEST_ID));
        return response(description(status), headers, Map.of(JSON, Map.of("schema", schemas.of(ErrorsJson.class))));
    }

    private static List<String> headers(int status, List<String> others) {
        return status == 429 || status == 503
                ? Stream.concat(others.stream(), Stream.of(RETRY_AFTER)).toList()
                : others;
    }

    private static String description(int status) {
        return switch (status) {
            case 200, 204, 206, 304 -> "Success";
            case 201 -> "Created";
            case 302 -> "Redirect";
            case 400 -> "Invalid request; `field` names the part";
            case 401 -> "Missing, invalid or expired token";
            case 403 -> "Not permitted";
            case 404 -> "Does not exist, or is not visible to you";
            case 409 -> "Conflict with the current state";
            case 429 -> "Rate limit exceeded";
            default -> HttpErrors.problem(status).message().replaceFirst("\\.$", "");
        };
    }

    private static String errorName(int status) {
        return "Refusal" + status;
    }

    private Map<String, Object> content(ResponseSpec spec) {
        var content = new LinkedHashMap<String, Object>();
        for (var type : spec.mediaTypes()) {
            content.put(type, Map.of("schema", spec.schema().apply(schemas)));
        }
        return content;
    }

    private static Map<String, Object> response(String description, List<String> headers, Map<String, Object> content) {
        var references = new LinkedHashMap<String, Object>();
        headers.forEach(name -> references.put(name, reference("headers", name)));
        return Map.of("description", description, "headers", references, "content", content);
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Map.of("$ref", "#/components/" + kind + "/" + name);
    }
}

package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.domain.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Routes to the description of the API: {@code /openapi.json} and {@code /asyncapi.yaml} for programs, and the page {@code
 * /docs} to read and try it. Addresses at which other chat servers have the same redirect there. The page loads nothing
 * from other sites and sends nothing to them.
 */
final class DocsRoutes {

    private static final String JAR = "org.webjars/swagger-ui";
    private static final Map<String, String> FILES = Map.of(
            "docs.css", "text/css",
            "docs.js", "text/javascript",
            "swagger-ui.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript");

    /** Swagger UI needs styles in elements. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Operation DESCRIBE =
            operation("describe", "Get this description").response(200, ResponseSpec.EMPTY_OBJECT);
    private static final Operation DESCRIBE_SOCKETS = operation("describeSockets", "Get the description of the sockets")
            .response(200, ResponseSpec.file("application/yaml"));
    private static final Operation READ_PAGE =
            operation("readDocs", "Read and try the API in a browser").response(200, ResponseSpec.file("text/html"));
    private static final Operation READ_FILE = operation("readDocsFile", "Get a file of the documentation page")
            .path(text("file"))
            .response(200, ResponseSpec.file("text/css", "text/javascript"));

    private final Routes routes;
    private volatile @Nullable String document;

    DocsRoutes(Routes routes) {
        this.routes = routes;
    }

    void register() {
        var section = routes.section("Description")
                .getPublic("/openapi.json", DESCRIBE, this::describe)
                .getPublic("/asyncapi.yaml", DESCRIBE_SOCKETS, DocsRoutes::describeSockets)
                .getPublic("/docs", READ_PAGE, DocsRoutes::respondPage)
                .getPublic("/docs/{file}", READ_FILE, DocsRoutes::respondFile);
        addRedirect(section, "/api/v1", "findDocs", "/docs");
        addRedirect(section, "/api/v1/swagger", "findPage", "/docs");
        addRedirect(section, "/api/v1/schema", "findDescription", "/openapi.json");
    }

    private static void addRedirect(Routes section, String from, String id, String to) {
        section.getPublic(from, operation(id, "Redirect to " + to).emptyResponse(302), request -> request.redirect(to));
    }

    /** Builds the document for the first request, because that takes longer than the rest of a start. */
    private void describe(ApiRequest request) {
        var template = document;
        if (template == null) {
            template = Json.write(OpenApi.of(routes.all()));
            document = template;
        }
        var text = template.replace(OpenApi.SERVER, request.baseUrl().value());
        request.respondBytes("application/json", text.getBytes(UTF_8));
    }

    private static void describeSockets(ApiRequest request) {
        request.respondBytes("application/yaml; charset=utf-8", own("asyncapi.yaml"));
    }

    private static void respondPage(ApiRequest request) {
        request.setHeader("Content-Security-Policy", POLICY);
        request.setHeader("Referrer-Policy", "no-referrer");
        var parent = request.rawPath().endsWith("/") ? "../" : "";
        var text = new String(own("docs.html"), UTF_8).replace("{up}", parent);
        request.respondBytes("text/html; charset=utf-8", text.getBytes(UTF_8));
    }

    private static void respondFile(ApiRequest request) {
        var name = request.path("file");
        var type = FILES.get(name);
        if (type == null) {
            throw new Refusal.NotFound("file");
        }
        request.setHeader("Cache-Control", "public, max-age=3600");
        request.respondBytes(type + "; charset=utf-8", name.startsWith("docs.") ? own(name) : swaggerUi(name));
    }

    private static byte[] own(String name) {
        return read(DocsRoutes.class.getResourceAsStream(name), name);
    }

    private static byte[] swaggerUi(String name) {
        var path = "/META-INF/resources/webjars/swagger-ui/" + Version.OF_SWAGGER_UI + "/" + name;
        return read(DocsRoutes.class.getResourceAsStream(path), path);
    }

    private static byte[] read(@Nullable InputStream resource, String name) {
        try (var bytes = Objects.requireNonNull(resource, name)) {
            return bytes.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The version of Swagger UI, read at its first use. */
    private static final class Version {

        static final String OF_SWAGGER_UI = read();

        private static String read() {
            var path = "/META-INF/maven/" + JAR + "/pom.properties";
            try (var file = Objects.requireNonNull(DocsRoutes.class.getResourceAsStream(path), path)) {
                var properties = new Properties();
                properties.load(file);
                return properties.getProperty("version");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}

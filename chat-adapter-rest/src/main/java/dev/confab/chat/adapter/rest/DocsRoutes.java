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
 * Tells about the API: to programs at {@code /openapi.json} and, for the sockets, {@code /asyncapi.yaml}, and to people at
 * {@code /docs}, where they can also try it. Addresses where other chat servers have the same lead there. Nothing of the page comes from elsewhere, and it may send nothing elsewhere.
 */
final class DocsRoutes {

    private static final String JAR = "org.webjars/swagger-ui";
    private static final Map<String, String> FILES = Map.of(
            "docs.css", "text/css",
            "docs.js", "text/javascript",
            "swagger-ui.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript");

    /** Styles in elements are how Swagger UI lays itself out. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Routes all;
    private volatile @Nullable String document;

    DocsRoutes(Routes all) {
        this.all = all;
    }

    void register() {
        var routes = all.section("Description");
        routes.getOpenly(
                "/openapi.json",
                operation("describe", "This description").answer(200, ResponseSpec.EMPTY_OBJECT),
                this::describe);
        routes.getOpenly(
                "/asyncapi.yaml",
                operation("describeSockets", "The description of the sockets")
                        .answer(200, ResponseSpec.file("application/yaml")),
                exchange -> exchange.answerFile("application/yaml; charset=utf-8", own("asyncapi.yaml")));
        routes.getOpenly(
                "/docs",
                operation("readDocs", "A page to read this and try it").answer(200, ResponseSpec.file("text/html")),
                DocsRoutes::page);
        routes.getOpenly(
                "/docs/{file}",
                operation("readDocsFile", "A part of that page")
                        .path(text("file"))
                        .answer(200, ResponseSpec.file("text/css", "text/javascript")),
                DocsRoutes::file);
        lead(routes, "/api/v1", "findDocs", "/docs");
        lead(routes, "/api/v1/swagger", "findPage", "/docs");
        lead(routes, "/api/v1/schema", "findDescription", "/openapi.json");
    }

    private static void lead(Routes routes, String from, String id, String to) {
        routes.getOpenly(
                from, operation(id, "Leads to " + to).answerNothing(302), exchange -> exchange.answerElsewhere(to));
    }

    /** Made when it is first asked for, for that takes longer than all the rest of a start. Only the server's address varies. */
    private void describe(ApiRequest exchange) {
        var known = document;
        if (known == null) {
            known = Json.write(OpenApi.of(all.described()));
            document = known;
        }
        var here = known.replace(OpenApi.SERVER, exchange.baseUrl().value());
        exchange.answerFile("application/json", here.getBytes(UTF_8));
    }

    private static void page(ApiRequest exchange) {
        exchange.answerHeader("Content-Security-Policy", POLICY);
        exchange.answerHeader("Referrer-Policy", "no-referrer");
        var up = exchange.rawPath().endsWith("/") ? "../" : "";
        var text = new String(own("docs.html"), UTF_8).replace("{up}", up);
        exchange.answerFile("text/html; charset=utf-8", text.getBytes(UTF_8));
    }

    private static void file(ApiRequest exchange) {
        var name = exchange.path("file");
        var type = FILES.get(name);
        if (type == null) {
            throw new Refusal.NotFound("file");
        }
        exchange.answerHeader("Cache-Control", "public, max-age=3600");
        exchange.answerFile(type + "; charset=utf-8", name.startsWith("docs.") ? own(name) : foreign(name));
    }

    private static byte[] own(String name) {
        return read(DocsRoutes.class.getResourceAsStream(name), name);
    }

    private static byte[] foreign(String name) {
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

    /** Looked up when it is first needed. */
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

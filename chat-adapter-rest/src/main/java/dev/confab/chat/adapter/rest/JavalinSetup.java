package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;

/** The settings of Javalin that apply to all routes: JSON, request ids, CORS, the check of addresses, error responses. */
final class JavalinSetup {

    private final JavalinConfig config;
    private final Cors cors;
    private final AddressRewriter addresses;

    JavalinSetup(JavalinConfig config, Cors cors, AddressRewriter addresses) {
        this.config = config;
        this.cors = cors;
        this.addresses = addresses;
    }

    void register() {
        config.jsonMapper(new WireMapper());
        config.http.defaultContentType = ContentType.JSON;
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = true;
        config.router.javaLangErrorHandler(ErrorHandler::handle);
        config.routes
                .before(this::prepare)
                .after(context -> RequestId.clear())
                .wsBeforeUpgrade(JavalinSetup::prepareSocket)
                .wsBeforeUpgrade(RequestCharset::require)
                .exception(Exception.class, ErrorHandler::handle)
                .exception(HttpResponseException.class, ErrorHandler::handle); // overrides Javalin's own handler
        config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(addresses));
        config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(RequestCharset::withoutForeignCharset));
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors(cors)));
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new JettyErrors(cors));
            context.setMaxFormKeys(FormParser.MAX_FIELDS);
        });
    }

    private void prepare(Context context) {
        RequestId.assign(context);
        cors.setHeaders(context);
        context.header("X-Content-Type-Options", "nosniff");
        // The signed URL of a file authorizes its bearer, so other sites must not receive it as a referrer.
        context.header("Referrer-Policy", "no-referrer");
        // Javalin would run this handler as the route of a request with the method BEFORE.
        if (!context.method().isHttpMethod()) {
            throw new HttpProblem(HttpErrors.problem(400));
        }
        RequestCharset.require(context);
        AddressRewriter.check(context);
        Percent.decode(context.path());
    }

    private static void prepareSocket(Context context) {
        RequestId.of(context);
        AddressRewriter.check(context);
    }

    /** Writes with {@link Json}. Only {@link BodyReader} reads bodies. */
    private static final class WireMapper implements JsonMapper {
        @Override
        public String toJsonString(Object value, Type type) {
            return Json.write(value);
        }
    }
}

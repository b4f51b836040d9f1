package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;

/** What surrounds every request, whoever's route it meets: JSON, request id, CORS, a check of its address, error
 * answers. */
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
        config.router.javaLangErrorHandler(ErrorHandler::answer);
        config.routes
                .before(this::open)
                .after(context -> RequestId.forget())
                .wsBeforeUpgrade(JavalinSetup::openSocket)
                .wsBeforeUpgrade(RequestCharset::require)
                .exception(Exception.class, ErrorHandler::answer)
                .exception(
                        HttpResponseException.class, ErrorHandler::answer); // has a handler of Javalin's own otherwise
        config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(addresses));
        config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(RequestCharset::withoutForeignCharset));
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors(cors)));
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new JettyErrors(cors));
            context.setMaxFormKeys(Form.MAX_FIELDS);
        });
    }

    private void open(Context context) {
        RequestId.give(context);
        cors.answer(context);
        context.header("X-Content-Type-Options", "nosniff");
        // The URL of a file is as good as a token for it, so no other site may learn of one.
        context.header("Referrer-Policy", "no-referrer");
        // Javalin would take this very handler for the route of a request whose method is BEFORE.
        if (!context.method().isHttpMethod()) {
            throw new HttpProblem(HttpErrors.problem(400));
        }
        RequestCharset.require(context);
        AddressRewriter.check(context);
        Percent.decode(context.path());
    }

    private static void openSocket(Context context) {
        RequestId.of(context);
        AddressRewriter.check(context);
    }

    /** Writes with {@link Json}. Bodies are read by {@link ApiRequest#body} and by nothing else. */
    private static final class WireMapper implements JsonMapper {
        @Override
        public String toJsonString(Object value, Type type) {
            return Json.write(value);
        }
    }
}

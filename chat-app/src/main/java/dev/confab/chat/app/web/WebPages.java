package dev.confab.chat.app.web;

import dev.confab.chat.domain.Refusal;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The routes of the web client. The client uses only the public API, so this class needs nothing of the application. The
 * server that registers it must handle {@link Refusal}s.
 */
public final class WebPages {

    /** Allows scripts of this origin only. Trusted Types make browsers reject markup that is created from text. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types lit-html";

    private static final List<String> PAGES = List.of(
            "/", "/signin", "/profile", "/chat", "/chat/{room}", "/chat/by-name/{name}", "/admin", "/admin/<section>");
    private static final List<String> ALIASES = List.of("confab-client.js", "confab-chat.js");

    private WebPages() {}

    /** Adds the routes to {@code config}. */
    public static void register(JavalinConfig config) {
        PAGES.forEach(path -> get(config, path, WebPages::page));
        ALIASES.forEach(path -> get(config, "/" + path, context -> respond(context, Loaded.BUNDLE.alias(path))));
        get(config, "/assets/{version}/<file>", WebPages::file);
    }

    private static void get(JavalinConfig config, String path, Handler handler) {
        config.routes.addHttpHandler(HandlerType.GET, path, handler);
        config.routes.addHttpHandler(HandlerType.HEAD, path, handler);
    }

    private static void page(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        context.header(Header.CACHE_CONTROL, "no-cache");
        respond(context, Loaded.BUNDLE.htmlPage(depth(context.req().getRequestURI())));
    }

    private static int depth(String path) {
        int depth = (int) path.chars().filter(character -> character == '/').count() - 1;
        if (depth > Bundle.MAX_DEPTH) {
            throw new Refusal.NotFound("page");
        }
        return Math.max(0, depth);
    }

    /** Serves a file. A page from before an update asks for another version and gets the current file, uncached. */
    private static void file(Context context) {
        var asset = Loaded.BUNDLE.file(context.pathParam("file"));
        if (asset == null) {
            throw new Refusal.NotFound("file");
        }
        boolean isCurrent = context.pathParam("version").equals(Loaded.BUNDLE.version());
        context.header(Header.CACHE_CONTROL, isCurrent ? "public, max-age=31536000, immutable" : "no-cache");
        respond(context, asset);
    }

    private static void respond(Context context, Asset asset) {
        if (context.res().getHeader(Header.CACHE_CONTROL) == null) {
            context.header(Header.CACHE_CONTROL, "no-cache");
        }
        context.res().addHeader(Header.VARY, Header.ACCEPT_ENCODING);
        context.header(Header.ETAG, asset.etag());
        if (asset.etag().equals(context.header(Header.IF_NONE_MATCH))) {
            context.status(304);
            return;
        }
        context.contentType(asset.type());
        write(context, wantsGzip(context) ? compressed(context, asset) : asset.bytes());
    }

    private static byte[] compressed(Context context, Asset asset) {
        context.header(Header.CONTENT_ENCODING, "gzip");
        return asset.gzip();
    }

    private static boolean wantsGzip(Context context) {
        var accepted = context.header(Header.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    /** Writes to the servlet response, because Javalin would compress the bytes again. */
    private static void write(Context context, byte[] bytes) {
        context.res().setContentLength(bytes.length);
        if (context.method().equals(HandlerType.HEAD)) {
            return;
        }
        try {
            context.res().getOutputStream().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Loads the files with the first request, so that a start does not wait for them. */
    private static final class Loaded {
        static final Bundle BUNDLE = Bundle.load();
    }
}

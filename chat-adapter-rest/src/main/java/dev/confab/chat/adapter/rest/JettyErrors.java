package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The responses to requests that Jetty refuses before they reach a route. */
final class JettyErrors implements Request.Handler {

    private final Cors cors;

    JettyErrors(Cors cors) {
        this.cors = cors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var problem = HttpErrors.problem(response.getStatus());
        response.setStatus(problem.status());
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        headers.put(HttpHeader.CONNECTION, "close"); // Jetty closes most of these connections; this announces it
        if (!headers.contains(RequestId.HEADER)) {
            headers.put(
                    RequestId.HEADER,
                    RequestId.wellFormedOrRandom(request.getHeaders().get(RequestId.HEADER)));
        }
        cors.headers(request.getHeaders().get(HttpHeader.ORIGIN), false).forEach(headers::put);
        response.write(true, ByteBuffer.wrap(Json.writeBytes(problem.toJson())), callback);
        return true;
    }
}

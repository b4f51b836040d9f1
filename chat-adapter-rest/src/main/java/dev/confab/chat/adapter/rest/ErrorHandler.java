package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Json;
import dev.confab.chat.adapter.wire.Problem;
import dev.confab.chat.adapter.wire.Redacted;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.servlet.JavalinWsServletContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns exceptions into responses. */
final class ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);

    /** The most bytes of a refused request's body that are read and discarded: 16 MiB. */
    private static final long MAX_DISCARDED_BYTES = 16 << 20;

    private ErrorHandler() {}

    static void handle(Exception thrown, Context context) {
        if (isDisconnect(thrown)) {
            LOG.debug("{} {}: client disconnected", context.method(), Redacted.path(context.path()));
            return;
        }
        if (thrown instanceof MethodNotAllowedResponse notAllowed) {
            respondMethodNotAllowed(notAllowed, context);
            return;
        }
        var problem = problem(thrown);
        if (problem.isInternal()) {
            log(thrown, context);
        }
        respond(problem, context);
    }

    /** Whether the client has disconnected, so that no response can be sent. */
    private static boolean isDisconnect(Exception thrown) {
        return thrown instanceof EofException
                || (thrown instanceof IOException && thrown.getCause() instanceof EofException);
    }

    /** Handles a JVM error, for which Javalin provides no context. */
    static void handle(HttpServletResponse response, Error thrown) {
        LOG.error("Request failed", Redacted.of(thrown));
        response.setStatus(500);
        write(response, Problem.of(thrown));
    }

    private static void write(HttpServletResponse response, Problem problem) {
        try {
            response.getOutputStream().write(Json.writeBytes(problem.toJson()));
        } catch (IOException disconnected) {
            LOG.debug("Client disconnected before the error response", disconnected);
        }
    }

    private static Problem problem(Exception thrown) {
        if (thrown instanceof HttpProblem problem) {
            return problem.problem();
        }
        if (thrown instanceof HttpResponseException javalin) {
            return HttpErrors.problem(javalin.getStatus());
        }
        return thrown instanceof HttpException jetty ? HttpErrors.problem(jetty.getCode()) : Problem.of(thrown);
    }

    /** Omits the query, invites, the body and the messages of exceptions, because each of them may contain a secret. */
    private static void log(Exception thrown, Context context) {
        LOG.error(
                "{} {} failed, request {}",
                context.method(),
                Redacted.path(context.path()),
                RequestId.of(context),
                Redacted.of(thrown));
    }

    private static void respondMethodNotAllowed(MethodNotAllowedResponse thrown, Context context) {
        context.header(Header.ALLOW, String.join(", ", thrown.getDetails().values()) + ", OPTIONS");
        if (context.method().equals(HandlerType.OPTIONS)) {
            ApiRequest.respondEmpty(context, 204);
        } else {
            respond(HttpErrors.problem(405), context);
        }
    }

    private static void respond(Problem problem, Context context) {
        RequestId.of(context);
        if (problem.status() == 401) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.retryAfter() != null) {
            context.header(Header.RETRY_AFTER, String.valueOf(roundUpToSeconds(problem.retryAfter())));
        }
        discardBody(context);
        context.header(Header.CACHE_CONTROL, "no-store")
                .status(problem.status())
                .json(problem.toJson());
        if (context instanceof JavalinWsServletContext handshake) {
            // Javalin does not write the results of handshakes.
            write(handshake.res(), problem);
        }
    }

    /**
     * Reads the rest of the body, because many clients read the response only after they have sent everything. A client
     * that expects 100-continue has sent nothing. If the body is too long, the connection cannot be reused, and the
     * response announces that.
     */
    private static void discardBody(Context context) {
        if (context.header(Header.EXPECT) == null && !discardsWholeBody(context)) {
            context.header(Header.CONNECTION, "close");
        }
    }

    private static boolean discardsWholeBody(Context context) {
        try {
            var body = context.req().getInputStream();
            for (long remaining = MAX_DISCARDED_BYTES, read; remaining > 0 && (read = body.skip(remaining)) > 0; ) {
                remaining -= read;
            }
            return body.read() < 0;
        } catch (IOException | RuntimeException broken) {
            LOG.debug(
                    "The rest of the body cannot be read: {}", broken.getClass().getName());
            return false;
        }
    }

    private static long roundUpToSeconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}

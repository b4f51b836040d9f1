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

/** The one place where an exception becomes an answer. */
final class ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);

    /** How much of the body of a refused request is read and thrown away: 16 MiB. */
    private static final long MOST_READ_ON = 16 << 20;

    private ErrorHandler() {}

    static void answer(Exception thrown, Context context) {
        if (isHungUp(thrown)) {
            LOG.debug("{} {}: nobody is there any more", context.method(), Redacted.path(context.path()));
            return;
        }
        if (thrown instanceof MethodNotAllowedResponse other) {
            answerMethod(other, context);
            return;
        }
        var problem = problem(thrown);
        if (problem.isInternal()) {
            log(thrown, context);
        }
        answer(problem, context);
    }

    /** Has the client gone, so that there is nobody to answer to? */
    private static boolean isHungUp(Exception thrown) {
        return thrown instanceof EofException
                || (thrown instanceof IOException && thrown.getCause() instanceof EofException);
    }

    /** The machine itself failed; there is no context to answer with. */
    static void answer(HttpServletResponse response, Error thrown) {
        LOG.error("a request failed", Redacted.of(thrown));
        response.setStatus(500);
        write(response, Problem.of(thrown));
    }

    private static void write(HttpServletResponse response, Problem problem) {
        try {
            response.getOutputStream().write(Json.writeBytes(problem.toJson()));
        } catch (IOException gone) {
            LOG.debug("nobody there to be told", gone);
        }
    }

    private static Problem problem(Exception thrown) {
        if (thrown instanceof HttpProblem known) {
            return known.problem();
        }
        if (thrown instanceof HttpResponseException javalins) {
            return HttpErrors.problem(javalins.getStatus());
        }
        return thrown instanceof HttpException jettys ? HttpErrors.problem(jettys.getCode()) : Problem.of(thrown);
    }

    /** Neither the query nor an invite nor the body nor any message of an exception, for each of them may hold a secret. */
    private static void log(Exception thrown, Context context) {
        LOG.error(
                "{} {} failed, request {}",
                context.method(),
                Redacted.path(context.path()),
                RequestId.of(context),
                Redacted.of(thrown));
    }

    private static void answerMethod(MethodNotAllowedResponse thrown, Context context) {
        context.header(Header.ALLOW, String.join(", ", thrown.getDetails().values()) + ", OPTIONS");
        if (context.method().equals(HandlerType.OPTIONS)) {
            ApiRequest.answerNothing(context, 204);
        } else {
            answer(HttpErrors.problem(405), context);
        }
    }

    private static void answer(Problem problem, Context context) {
        RequestId.of(context);
        if (problem.status() == 401) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.retryAfter() != null) {
            context.header(Header.RETRY_AFTER, String.valueOf(wholeSeconds(problem.retryAfter())));
        }
        readOn(context);
        context.header(Header.CACHE_CONTROL, "no-store")
                .status(problem.status())
                .json(problem.toJson());
        if (context instanceof JavalinWsServletContext handshake) {
            // Javalin writes the results of requests, but not those of handshakes.
            write(handshake.res(), problem);
        }
    }

    /**
     * Many a client looks for the answer only after it has sent all of its body, and sees a broken connection instead
     * if that is left lying. Who asked whether to send it has not sent it. The connection of a body that cannot be read
     * to its end is of no use for another request, and the client must know.
     */
    private static void readOn(Context context) {
        if (context.header(Header.EXPECT) == null && !isReadToItsEnd(context)) {
            context.header(Header.CONNECTION, "close");
        }
    }

    private static boolean isReadToItsEnd(Context context) {
        try {
            var body = context.req().getInputStream();
            for (long left = MOST_READ_ON, read; left > 0 && (read = body.skip(left)) > 0; ) {
                left -= read;
            }
            return body.read() < 0;
        } catch (IOException | RuntimeException broken) {
            LOG.debug(
                    "the rest of the body cannot be read: {}", broken.getClass().getName());
            return false;
        }
    }

    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}

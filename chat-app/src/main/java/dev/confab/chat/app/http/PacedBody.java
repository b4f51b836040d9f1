package dev.confab.chat.app.http;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body must arrive at the {@link RequestPace}. Reading a slower body fails with a {@link TimeoutException}, as
 * it does after a long silence, which Jetty detects. Jetty's own minimum rate has no grace period and ignores forms.
 */
final class PacedBody extends Request.Wrapper {

    private final RequestPace pace;
    private long beganAt;
    private long bytes;
    private boolean isBegun;
    private Content.@Nullable Chunk failure;

    PacedBody(Request request, RequestPace pace) {
        super(request);
        this.pace = pace;
    }

    @Override
    public Content.@Nullable Chunk read() {
        if (failure != null) {
            return failure;
        }
        if (!isBegun) {
            isBegun = true;
            beganAt = System.nanoTime();
        }
        var chunk = super.read();
        if (chunk != null) {
            bytes += chunk.remaining();
        }
        return isTooSlow(chunk) ? fail(chunk) : chunk;
    }

    private boolean isTooSlow(Content.@Nullable Chunk chunk) {
        boolean isDone = chunk != null && chunk.isLast();
        return !isDone && pace.isTooSlow(bytes, System.nanoTime() - beganAt);
    }

    private Content.Chunk fail(Content.@Nullable Chunk chunk) {
        if (chunk != null) {
            chunk.release();
        }
        failure = Content.Chunk.from(new TimeoutException("The request body arrives too slowly"), true);
        return failure;
    }
}

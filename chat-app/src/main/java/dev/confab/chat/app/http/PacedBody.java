package dev.confab.chat.app.http;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body must arrive at the {@link RequestPace}. Reading a body that does not fails with a {@link
 * TimeoutException}, as it does after a long silence, which the server library watches for. Jetty's own minimum rate has
 * no grace period, and does not apply to forms.
 */
final class PacedBody extends Request.Wrapper {

    private final RequestPace pace;
    private long began;
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
            began = System.nanoTime();
        }
        var chunk = super.read();
        if (chunk != null) {
            bytes += chunk.remaining();
        }
        return isTooSlow(chunk) ? fail(chunk) : chunk;
    }

    private boolean isTooSlow(Content.@Nullable Chunk chunk) {
        boolean isDone = chunk != null && chunk.isLast();
        return !isDone && pace.isTooSlow(bytes, System.nanoTime() - began);
    }

    private Content.Chunk fail(Content.@Nullable Chunk chunk) {
        if (chunk != null) {
            chunk.release();
        }
        failure = Content.Chunk.from(new TimeoutException("The body of the request arrives too slowly"), true);
        return failure;
    }
}

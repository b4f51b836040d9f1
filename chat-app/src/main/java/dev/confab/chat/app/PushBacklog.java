package dev.confab.chat.app;

import dev.confab.chat.domain.port.PushOutbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The messages that wait to be pushed, for who cannot wait for a store that hangs. One look at the store at a time. */
final class PushBacklog {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Supplier<PushOutbox.Backlog> store;
    private CompletableFuture<PushOutbox.Backlog> look = CompletableFuture.failedFuture(new TimeoutException());

    PushBacklog(Supplier<PushOutbox.Backlog> store) {
        this.store = store;
    }

    /** Returns empty if the store does not answer within a second. */
    Optional<PushOutbox.Backlog> read() {
        try {
            return Optional.of(begin().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException away) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized CompletableFuture<PushOutbox.Backlog> begin() {
        if (look.isDone()) {
            var next = new CompletableFuture<PushOutbox.Backlog>();
            Thread.ofVirtual().name("push-backlog").start(() -> next.completeAsync(store, Runnable::run));
            look = next;
        }
        return look;
    }
}

package dev.confab.chat.application.account;

import dev.confab.chat.domain.port.InMemoryPasswordHasher;
import dev.confab.chat.domain.port.PasswordHasher;
import dev.confab.chat.domain.user.Password;
import dev.confab.chat.domain.user.PasswordHash;
import java.util.ArrayDeque;
import java.util.Queue;

/** A hasher that can be replaced, and that can run another action once, before it hashes or after it matches. */
public final class ChangingHasher implements PasswordHasher {

    private PasswordHasher now = new InMemoryPasswordHasher();
    private final Queue<Runnable> beforeHashing = new ArrayDeque<>();
    private final Queue<Runnable> afterMatching = new ArrayDeque<>();

    void replaceWith(PasswordHasher other) {
        now = other;
    }

    void beforeHashing(Runnable work) {
        beforeHashing.add(work);
    }

    void afterMatching(Runnable work) {
        afterMatching.add(work);
    }

    @Override
    public PasswordHash hash(Password password) {
        runNext(beforeHashing);
        return now.hash(password);
    }

    @Override
    public boolean matches(Password password, PasswordHash hash) {
        boolean matches = now.matches(password, hash);
        runNext(afterMatching);
        return matches;
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return now.isOutdated(hash);
    }

    private static void runNext(Queue<Runnable> waiting) {
        var work = waiting.poll();
        if (work != null) {
            work.run();
        }
    }
}

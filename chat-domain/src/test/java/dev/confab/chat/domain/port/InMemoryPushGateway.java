package dev.confab.chat.domain.port;

import dev.confab.chat.domain.device.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A push gateway that records pushes. Thread-safe. */
public final class InMemoryPushGateway implements PushGateway {

    private final List<Push> sent = new ArrayList<>();
    private Function<Push, Outcome> answers = push -> new Outcome.Delivered();

    @Override
    public synchronized Outcome send(Push push) {
        sent.add(push);
        return answers.apply(push);
    }

    /** Makes later sends return the outcome of {@code how}. */
    public synchronized void answer(Function<Push, Outcome> how) {
        answers = how;
    }

    /** Returns all pushes since the last call, whatever their outcome. */
    public synchronized List<Push> sent() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }
}

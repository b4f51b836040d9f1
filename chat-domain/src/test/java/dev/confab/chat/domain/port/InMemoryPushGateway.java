package dev.confab.chat.domain.port;

import dev.confab.chat.domain.device.Push;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps what was sent. Callable from every thread. */
public final class InMemoryPushGateway implements PushGateway {

    private final List<Push> sent = new ArrayList<>();
    private Function<Push, Outcome> answers = push -> new Outcome.Delivered();

    @Override
    public synchronized Outcome send(Push push) {
        sent.add(push);
        return answers.apply(push);
    }

    /** From now on answers as {@code how} says. */
    public synchronized void answer(Function<Push, Outcome> how) {
        answers = how;
    }

    /** All pushes since the last time, whatever became of them. */
    public synchronized List<Push> sent() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }
}

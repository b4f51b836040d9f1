package dev.confab.chat.adapter.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport that completes a write when a test says so, or at once. */
final class FakeTransport implements Transport {

    final List<List<String>> writes = new CopyOnWriteArrayList<>();
    final Queue<Completion> underWay = new ArrayDeque<>();
    final List<CloseCode> closes = new ArrayList<>();
    boolean completesAtOnce;

    @Override
    public void send(List<EncodedFrame> frames, Completion completion) {
        assertThat(underWay).isEmpty();
        assertThat(closes).isEmpty();
        writes.add(frames.stream().map(FakeTransport::text).toList());
        if (completesAtOnce) {
            completion.onSent();
        } else {
            underWay.add(completion);
        }
    }

    List<String> sent() {
        return writes.stream().flatMap(List::stream).toList();
    }

    void endOfWrite() {
        underWay.remove().onSent();
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseCode code) {
        closes.add(code);
    }

    @Override
    public void abort() {}

    private static String text(EncodedFrame frame) {
        return UTF_8.decode(frame.payload()).toString();
    }
}

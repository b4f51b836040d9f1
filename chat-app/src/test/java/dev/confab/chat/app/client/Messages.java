package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.MessageView;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Messages for tests. */
final class Messages {

    static final String ROOM = "room";

    private Messages() {}

    static MessageView seq(long seq) {
        return version(seq, seq, "text " + seq);
    }

    static MessageView version(long seq, long version, String body) {
        return new MessageView(
                "id-" + seq,
                ROOM,
                seq,
                version,
                "client-" + seq,
                "user",
                "bob",
                body,
                false,
                0,
                false,
                version == seq ? null : "edited at " + version,
                Instant.EPOCH);
    }

    static MessageView deleted(long seq, long version) {
        return new MessageView(
                "id-" + seq, ROOM, seq, version, null, "user", "bob", "", false, 0, true, null, Instant.EPOCH);
    }

    /** Returns messages from one seq to another, both included. */
    static List<MessageView> span(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Messages::seq).toList();
    }

    static List<Long> seqs(List<MessageView> messages) {
        return messages.stream().map(MessageView::seq).toList();
    }
}

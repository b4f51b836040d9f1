package dev.confab.chat.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.confab.chat.app.protocol.Http;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A client that knows a room up to version 10 and seq 5. */
class OrderCheckerTest {

    private final Faults versions = new Faults();
    private final Faults seqs = new Faults();
    private final OrderChecker track = new OrderChecker(versions, seqs, 10, 5);

    private boolean message(long version, long seq) {
        track.receive(version);
        return track.receiveMessage(seq);
    }

    /** Returns a {@code synced} frame that ends at version {@code to} and {@code seq}, with {@code messages}. */
    private static JsonNode synced(long from, long to, long seq, boolean complete, long... messages) {
        var frame = Http.object().put("from", from).put("to", to).put("complete", complete);
        frame.putObject("room").put("message_seq", seq);
        var list = frame.putArray("messages");
        LongStream.of(messages).forEach(one -> list.addObject().put("seq", one));
        return frame;
    }

    private void assertClean() {
        assertThat(versions.none()).isTrue();
        assertThat(seqs.none()).isTrue();
    }

    @Test
    void messagesAndChangesInOrderAreClean() {
        assertThat(message(11, 6)).isTrue();
        track.receive(12);
        assertThat(message(13, 7)).isTrue();
        track.finish(13, 7);

        assertClean();
    }

    @Test
    void skippedSeqIsLostEvenIfVersionsAreDense() {
        message(11, 7);

        assertThat(versions.none()).isTrue();
        assertThat(seqs.lost()).isOne();
    }

    @Test
    void repeatedMessageIsCountedAsRepeated() {
        message(11, 6);

        assertThat(message(11, 6)).isFalse();
        assertThat(versions.repeated()).isOne();
        assertThat(seqs.repeated()).isOne();
    }

    @Test
    void missingVersionsAndSeqsAtTheEndAreLost() {
        track.finish(12, 6);

        assertThat(versions.lost()).isEqualTo(2);
        assertThat(seqs.lost()).isOne();
    }

    @Test
    void syncedFrameFromTheServerClosesAGap() {
        assertThat(track.synced(synced(10, 14, 7, true, 6, 7, 3))).isEqualTo(2);
        assertThat(message(15, 8)).isTrue();

        assertClean();
    }

    @Test
    void syncedFrameThatBeginsTooLateLosesVersions() {
        track.synced(synced(12, 14, 5, true));

        assertThat(versions.lost()).isEqualTo(2);
    }

    @Test
    void syncedFrameThatBeginsTooEarlyRepeatsVersions() {
        track.synced(synced(8, 14, 5, true));

        assertThat(versions.repeated()).isEqualTo(2);
    }

    @Test
    void syncedFrameWithoutAMessageLosesIt() {
        track.synced(synced(10, 14, 7, true, 7));

        assertThat(seqs.lost()).isOne();
    }

    @Test
    void clientThatMissedNothingContinues() {
        track.resume(10, 5);

        assertThat(track.isBehind()).isFalse();
        assertThat(message(11, 6)).isTrue();
        assertClean();
    }

    @Test
    void clientThatMissedSomethingSyncsFromItsVersion() {
        track.resume(20, 9);

        assertThat(track.isBehind()).isTrue();
        assertThat(track.version()).isEqualTo(10);
        assertThat(track.synced(synced(10, 20, 9, true, 6, 7, 8, 9))).isEqualTo(4);
        assertThat(track.isBehind()).isFalse();
        assertThat(message(21, 10)).isTrue();
        assertClean();
    }

    @Test
    void liveMessageBeforeTheResponseCountsOnce() {
        track.resume(20, 9);

        assertThat(message(21, 10)).isFalse();
        assertThat(track.synced(synced(10, 21, 10, true, 6, 7, 8, 9, 10))).isEqualTo(5);
        assertClean();
    }

    @Test
    void liveMessageAfterTheResponseCountsWithIt() {
        track.resume(20, 9);
        message(21, 10);

        assertThat(track.synced(synced(10, 20, 9, true, 6, 7, 8, 9))).isEqualTo(5);
        assertThat(message(22, 11)).isTrue();
        assertClean();
    }

    @Test
    void frameInsideTheResponseRangeIsRepeated() {
        track.resume(20, 9);
        track.synced(synced(10, 21, 10, true, 6, 7, 8, 9, 10));
        message(21, 10);

        assertThat(versions.repeated()).isOne();
        assertThat(seqs.repeated()).isOne();
    }

    @Test
    void responseThatEndsBeforeTheConnectionLosesVersions() {
        track.resume(20, 5);
        track.synced(synced(10, 18, 5, true));

        assertThat(versions.lost()).isEqualTo(2);
    }

    @Test
    void responseInSeveralFramesIsComplete() {
        track.resume(20, 9);
        track.synced(synced(10, 20, 9, false, 6, 7));

        assertThat(track.isBehind()).isTrue();
        assertThat(track.synced(synced(10, 20, 9, true, 7, 8, 9))).isEqualTo(2);
        assertClean();
    }

    @Test
    void clientCutDuringTheResponseSyncsFromTheSameVersion() {
        track.resume(20, 9);
        track.synced(synced(10, 20, 9, false, 6, 7));
        track.resume(22, 10);

        assertThat(track.version()).isEqualTo(10);
        assertThat(track.synced(synced(10, 22, 10, true, 6, 7, 8, 9, 10))).isEqualTo(3);
        assertClean();
    }

    @Test
    void missingResponseIsALoss() {
        track.resume(20, 9);
        track.finish(20, 9);

        assertThat(versions.lost()).isEqualTo(10);
        assertThat(seqs.lost()).isEqualTo(4);
    }

    @Test
    void resetCountsMissingMessagesAsRead() {
        track.resume(900, 800);

        var reset = Http.object()
                .put("from", 10)
                .put("to", 900)
                .put("complete", true)
                .put("reset", true);
        reset.putObject("room").put("message_seq", 800);
        assertThat(track.synced(reset)).isEqualTo(795);
        assertThat(message(901, 801)).isTrue();
        assertClean();
    }
}

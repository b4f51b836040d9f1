package dev.confab.chat.adapter.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.domain.room.RoomEvent;
import dev.confab.chat.domain.room.RoomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {

    private final ReplayBuffer tape = new ReplayBuffer();
    private final RoomId room = new RoomId(UUID.randomUUID());

    @Test
    void behindAMarkIsWhatHappenedSince() {
        append(1);
        try (var mark = tape.mark()) {
            append(2);
            append(3);
            assertThat(versionsBehind(mark)).containsExactly(2L, 3L);
            append(4);
            assertThat(versionsBehind(mark)).containsExactly(2L, 3L, 4L);
        }
    }

    @Test
    void aMarkStandsBehindAnEvent() {
        append(1);
        var happening = append(2);
        append(3);
        try (var mark = tape.markAt(happening)) {
            assertThat(versionsBehind(mark)).containsExactly(3L);
        }
    }

    @Test
    void nothingIsBehindAFreshMark() {
        append(1);
        try (var mark = tape.mark()) {
            assertThat(versionsBehind(mark)).isEmpty();
        }
    }

    @Test
    void aMarkThatFallsTooFarBehindIsLost() {
        try (var old = tape.mark()) {
            LongStream.rangeClosed(1, ReplayBuffer.MAX_LENGTH).forEach(this::append);
            try (var young = tape.mark()) {
                assertThat(old.place()).isNotNull();
                LongStream.rangeClosed(1, 2_048).forEach(this::append);
                assertThat(old.place()).isNull();
                assertThat(versionsBehind(young)).hasSize(2_048);
            }
        }
    }

    @Test
    void aClosedMarkHoldsNothing() {
        var mark = tape.mark();
        mark.close();
        mark.close();
        assertThat(mark.place()).isNull();
    }

    @Test
    void whatManyThreadsAppendIsAllThere() {
        try (var mark = tape.mark()) {
            CompletableFuture.allOf(IntStream.range(0, 4)
                            .mapToObj(thread -> CompletableFuture.runAsync(
                                    () -> LongStream.rangeClosed(1, 1_000).forEach(this::append)))
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(versionsBehind(mark)).hasSize(4_000);
        }
    }

    private ReplayBuffer.Happening append(long version) {
        return tape.append(new EncodedEvent(new RoomEvent.RoomDeleted(room, version), false, Instant.EPOCH));
    }

    private static List<Long> versionsBehind(ReplayBuffer.Mark mark) {
        var versions = new ArrayList<Long>();
        var place = mark.place();
        assertThat(place).isNotNull();
        for (var next = place.next(); next != null; next = next.next()) {
            versions.add(((RoomEvent.Versioned) next.telling().event()).version());
        }
        return versions;
    }
}

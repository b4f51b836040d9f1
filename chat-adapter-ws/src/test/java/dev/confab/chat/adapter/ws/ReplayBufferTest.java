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

    private final ReplayBuffer buffer = new ReplayBuffer();
    private final RoomId room = new RoomId(UUID.randomUUID());

    @Test
    void eventsAfterAPositionAreReplayed() {
        append(1);
        try (var position = buffer.position()) {
            append(2);
            append(3);
            assertThat(versionsAfter(position)).containsExactly(2L, 3L);
            append(4);
            assertThat(versionsAfter(position)).containsExactly(2L, 3L, 4L);
        }
    }

    @Test
    void positionAfterAnEventExcludesIt() {
        append(1);
        var entry = append(2);
        append(3);
        try (var position = buffer.positionAfter(entry)) {
            assertThat(versionsAfter(position)).containsExactly(3L);
        }
    }

    @Test
    void newPositionHasNoEvents() {
        append(1);
        try (var position = buffer.position()) {
            assertThat(versionsAfter(position)).isEmpty();
        }
    }

    @Test
    void positionTooFarBehindExpires() {
        try (var old = buffer.position()) {
            LongStream.rangeClosed(1, ReplayBuffer.MAX_LENGTH).forEach(this::append);
            try (var young = buffer.position()) {
                assertThat(old.link()).isNotNull();
                LongStream.rangeClosed(1, 2_048).forEach(this::append);
                assertThat(old.link()).isNull();
                assertThat(versionsAfter(young)).hasSize(2_048);
            }
        }
    }

    @Test
    void closedPositionHasNoLink() {
        var position = buffer.position();
        position.close();
        position.close();
        assertThat(position.link()).isNull();
    }

    @Test
    void concurrentAppendsAreAllKept() {
        try (var position = buffer.position()) {
            CompletableFuture.allOf(IntStream.range(0, 4)
                            .mapToObj(thread -> CompletableFuture.runAsync(
                                    () -> LongStream.rangeClosed(1, 1_000).forEach(this::append)))
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(versionsAfter(position)).hasSize(4_000);
        }
    }

    private ReplayBuffer.Entry append(long version) {
        return buffer.append(new EncodedEvent(new RoomEvent.RoomDeleted(room, version), false, Instant.EPOCH));
    }

    private static List<Long> versionsAfter(ReplayBuffer.Position position) {
        var versions = new ArrayList<Long>();
        var start = position.link();
        assertThat(start).isNotNull();
        for (var next = start.next(); next != null; next = next.next()) {
            versions.add(((RoomEvent.Versioned) next.event()).version());
        }
        return versions;
    }
}

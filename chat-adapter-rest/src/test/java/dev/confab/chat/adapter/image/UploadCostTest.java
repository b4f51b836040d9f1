package dev.confab.chat.adapter.image;

import static dev.confab.chat.adapter.image.Uploads.bytes;
import static dev.confab.chat.adapter.image.Uploads.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.port.TestClock;
import dev.confab.chat.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The costs of uploads, which only their user pays for. */
class UploadCostTest {

    private static final long MEMORY = 1L << 29;

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final TestClock clock = new TestClock();

    /** A frame of almost a megapixel in 30 bytes, with all pixels missing. */
    private static byte[] emptyFrame() {
        return bytes(",\0\0\0\0\u00e8\u0003\u00e8\u0003\0\u0002\u0002\u0004\u0005\0");
    }

    private static byte[] emptyAnimation(int frames) {
        var parts = new byte[frames + 2][];
        Arrays.fill(parts, emptyFrame());
        parts[0] = Uploads.screen(1_000, 1_000);
        parts[frames + 1] = bytes(";");
        return joined(parts);
    }

    @Test
    void fewBytesDrawFewFrames() {
        assertThatThrownBy(() -> GifParts.read(emptyAnimation(240)))
                .isInstanceOf(Refusal.TooLarge.class)
                .hasMessageContaining("frames");
        assertThat(GifParts.read(emptyAnimation(15)).frames()).hasSize(15);
    }

    @Test
    void bytesThatAreNotDrawnBuyNoFrames() {
        var padded =
                joined(emptyAnimation(240), bytes("!\u00fe" + ("\u00ff" + "x".repeat(255)).repeat(10_000) + "\0;"));
        assertThatThrownBy(() -> GifParts.read(padded)).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void manyBytesDrawManyFrames() {
        var parts = new byte[102][];
        Arrays.fill(parts, Uploads.frame(0, 0, 640, 480, 1));
        parts[0] = Uploads.screen(640, 480);
        parts[101] = bytes(";");
        assertThat(GifParts.read(joined(parts)).plan().work()).isEqualTo(100 * 640 * 480);
    }

    @Test
    void userBeyondPixelBudgetIsRefusedUntilRefill() {
        var budget = new PixelBudget(clock);
        budget.spend(ann, PixelBudget.PIXELS);
        assertThatThrownBy(() -> budget.spend(ann, PixelBudget.PIXELS / 2))
                .isInstanceOfSatisfying(
                        Refusal.TooMany.class,
                        refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
        budget.spend(bob, PixelBudget.PIXELS);
        clock.forward(Duration.ofSeconds(30));
        budget.spend(ann, PixelBudget.PIXELS / 2);
    }

    @Test
    void decodingChargesOnlyUploader() {
        var codec = new SafeCodec(1 << 20, clock); // not enough memory, which is checked after the budget
        var large = Uploads.hugePng(10_000, 5_000);
        for (int upload = 0; upload < 6; upload++) {
            assertThatThrownBy(() -> codec.read(ann, new ByteArrayInputStream(large)))
                    .isInstanceOf(Refusal.TooLarge.class);
        }
        assertThatThrownBy(() -> codec.read(ann, new ByteArrayInputStream(large)))
                .isInstanceOf(Refusal.TooMany.class);
        assertThat(codec.read(bob, new ByteArrayInputStream(Uploads.png(70, 70)))
                        .width())
                .isEqualTo(70);
    }

    /** Releases waiting threads even if a test fails, before their executor is closed. */
    private interface Release extends AutoCloseable {
        @Override
        void close();
    }

    /** Provides its bytes on demand. */
    private static final class SlowUpload extends InputStream {
        private final InputStream file;
        private final CountDownLatch goOn;
        private final AtomicInteger reading;

        SlowUpload(byte[] file, CountDownLatch goOn, AtomicInteger reading) {
            this.file = new ByteArrayInputStream(file);
            this.goOn = goOn;
            this.reading = reading;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            reading.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
            return ((ByteArrayInputStream) file).read(into, offset, length);
        }
    }

    @Test
    void uploadsOfOneUserLeaveTurnsToOthers() {
        var codec = new SafeCodec(MEMORY, clock, Duration.ofMinutes(1));
        var goOn = new CountDownLatch(1);
        var reading = new AtomicInteger();
        var png = Uploads.png(64, 48);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Release ignored = goOn::countDown) {
            var first =
                    CompletableFuture.supplyAsync(() -> codec.read(ann, new SlowUpload(png, goOn, reading)), threads);
            await().until(() -> reading.get() == 1);
            var waiting = new ArrayList<CompletableFuture<?>>();
            for (int upload = 0; upload < 12; upload++) {
                waiting.add(CompletableFuture.supplyAsync(
                        () -> codec.read(ann, new SlowUpload(png, goOn, reading)), threads));
            }
            // The same user does not even get the memory for a second upload.
            assertThat(codec.read(bob, new ByteArrayInputStream(png)).width()).isEqualTo(64);
            assertThat(reading).hasValue(1);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            goOn.countDown();
            first.join();
            waiting.forEach(CompletableFuture::join);
        }
    }

    @Test
    void usersTakeTurns() {
        var lanes = new UserLanes(Duration.ofMinutes(1));
        var all = new MemoryBudget(1 << 20, 1, Duration.ofMinutes(1));
        var order = new ArrayList<UserId>();
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Release ignored = goOn::countDown) {
            for (int upload = 0; upload < 5; upload++) {
                threads.execute(() -> lanes.with(
                        ann,
                        () -> all.with(1, () -> {
                            started.countDown();
                            join(goOn);
                            return order.add(ann);
                        })));
            }
            join(started);
            threads.execute(() -> lanes.with(bob, () -> all.with(1, () -> order.add(bob))));
            await().until(() -> all.waiting() == 1);
            goOn.countDown();
        }
        assertThat(order).hasSize(6);
        assertThat(order.indexOf(bob)).isEqualTo(1);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void userWithTooManyUploadsIsRefused() {
        var lanes = new UserLanes(Duration.ofMinutes(1));
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Release ignored = goOn::countDown) {
            for (int upload = 0; upload < UserLanes.MAX_WAITING; upload++) {
                threads.execute(() -> lanes.with(ann, () -> join(goOn)));
            }
            await().untilAsserted(() -> assertThat(lanes.uploadsOf(ann)).isEqualTo(UserLanes.MAX_WAITING));
            assertThatThrownBy(() -> lanes.with(ann, () -> "never")).isInstanceOf(Refusal.TooMany.class);
            assertThat(lanes.with(bob, () -> "at once")).isEqualTo("at once");
            goOn.countDown();
        }
        assertThat(List.of(lanes.size(), lanes.uploadsOf(ann))).containsOnly(0);
    }

    private static boolean join(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}

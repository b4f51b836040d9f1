package dev.confab.chat.adapter.image;

import dev.confab.chat.domain.port.ImageCodec;
import dev.confab.chat.domain.room.Image;
import dev.confab.chat.domain.room.ProcessedImage;
import dev.confab.chat.domain.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/** The codec for uploads: it parses a file, waits for the budgets, decodes and encodes. */
final class SafeCodec implements ImageCodec {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** The memory of an upload and its cleaned copy. */
    private static final long READING = 2L * Image.MAX_BYTES;

    private final Transcoders transcoders = new Transcoders();
    private final UserLanes lanes;
    private final PixelBudget budget;
    private final MemoryBudget readers;
    private final MemoryBudget decoders;

    /** @param memory approximate memory for images, in bytes */
    SafeCodec(long memory, InstantSource clock) {
        this(memory, clock, LONGEST_WAIT);
    }

    SafeCodec(long memory, InstantSource clock, Duration longestWait) {
        lanes = new UserLanes(longestWait);
        budget = new PixelBudget(clock);
        readers = new MemoryBudget(Math.max(memory / 5, READING), longestWait);
        decoders = new MemoryBudget(memory, decodersAtOnce(), longestWait);
    }

    /** Returns half of the number of processors; the others stay free. */
    private static int decodersAtOnce() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    @Override
    public ProcessedImage read(UserId uploader, InputStream upload) {
        return lanes.with(uploader, () -> readers.with(READING, () -> decode(uploader, bytes(upload))));
    }

    private ProcessedImage decode(UserId uploader, byte[] file) {
        var job = transcoders.plan(file);
        budget.spend(uploader, job.plan().work());
        return decoders.with(job.plan().memory(), job.work());
    }

    private static byte[] bytes(InputStream upload) {
        try {
            var bytes = upload.readNBytes(Image.MAX_BYTES + 1);
            if (bytes.length > Image.MAX_BYTES) {
                throw ImageErrors.tooManyBytes();
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

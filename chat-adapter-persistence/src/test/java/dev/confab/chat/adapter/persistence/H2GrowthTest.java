package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The size of an H2 file stays proportional to its contents for any number of commits. */
class H2GrowthTest {

    private static final long MEGABYTE = 1 << 20;

    /** Every commit writes about 30 kB, so without reuse the file would have 45 MB. */
    @Test
    void repeatedUpdatesReuseSpace() throws IOException {
        assertThat(largestSizeDuring(1_500)).isLessThan(20 * MEGABYTE);
    }

    @Test
    @Tag("soak")
    void manyRepeatedUpdatesReuseSpace() throws IOException {
        assertThat(largestSizeDuring(200_000)).isLessThan(100 * MEGABYTE);
    }

    private static long largestSizeDuring(int commits) throws IOException {
        var folder = Databases.temporaryFolder();
        var settings = Databases.settings("jdbc:h2:file:" + folder.resolve("chat") + ";RETENTION_TIME=100");
        long largest = 0;
        try (var adapter = PersistenceAdapter.open(settings)) {
            var chat = new Chat(adapter);
            var author = chat.user();
            var room = chat.room(author);
            for (int commit = 1; commit <= commits; commit++) {
                chat.post(room, author);
                if (commit % 100 == 0) {
                    largest = Math.max(largest, Files.size(folder.resolve("chat.mv.db")));
                }
            }
        }
        return largest;
    }
}

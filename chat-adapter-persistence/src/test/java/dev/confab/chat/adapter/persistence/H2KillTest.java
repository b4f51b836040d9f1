package dev.confab.chat.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confab.chat.adapter.persistence.PersistenceAdapter.Settings;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The process that has an H2 file open is killed repeatedly, and no acknowledged write is lost. The file must reuse
 * space for that: H2 does so when freed space is older than the retention time, which is 45 seconds by default and
 * short here. A young file only grows at its end and proves nothing.
 */
class H2KillTest {

    private static final int RETENTION = 50;
    private static final long LONGEST_REST = 3 * RETENTION;
    private static final int MAX_WRITES = 80;

    @Test
    void acknowledgedWritesSurviveKillsWhileSpaceIsReused() {
        killAndCompare(20_261_129, 3);
    }

    @Test
    @Tag("soak")
    void acknowledgedWritesSurviveHundredsOfKillsWhileSpaceIsReused() {
        for (int file = 0; file < 20; file++) {
            killAndCompare(System.nanoTime(), 20);
        }
    }

    private static void killAndCompare(long seed, int kills) {
        var settings = reusingSpaceSoon(Databases.freshH2File());
        var random = new Random(seed);
        var acknowledgements = new Acknowledgements();
        for (int kill = 0; kill < kills; kill++) {
            try (var writer = WriterProcess.start(settings, random.nextLong(), LONGEST_REST)) {
                writer.recordUntil(1 + random.nextInt(MAX_WRITES), acknowledgements, writer::kill);
            }
            try (var adapter = PersistenceAdapter.open(settings)) {
                assertThat(acknowledgements.lostIn(adapter))
                        .as("lost of %d after kill %d, seed %d", acknowledgements.count(), kill + 1, seed)
                        .isEmpty();
            }
        }
    }

    private static Settings reusingSpaceSoon(Settings settings) {
        return Databases.settings(settings.jdbcUrl() + ";RETENTION_TIME=" + RETENTION);
    }
}

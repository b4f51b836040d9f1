package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret that signs tokens and the URLs of files where the operator gives none. It is generated once and kept in the
 * data folder, in a file of one line that also works as {@code CONFAB_AUTH_SECRET}. Processes that start at the same time
 * agree on one secret.
 *
 * <p>Permissions of other users on the file are removed with a warning, and the start continues: some file systems, such
 * as mounted volumes, grant them at each mount.
 */
final class SigningSecret {

    static final String FILE = "auth.secret";

    private static final Logger LOG = LoggerFactory.getLogger(SigningSecret.class);

    private static final int RANDOM_BYTES = 32;
    private static final int MAX_BYTES = 4_096;

    /** File locks exclude other processes; this one excludes other threads. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    private SigningSecret() {}

    /**
     * Returns the secret that is set, or the one in the data folder.
     *
     * @throws StartFailure if the file cannot be used or holds no secret
     */
    static byte[] of(Settings settings) {
        var chosen = settings.find(SettingTable.AUTH_SECRET);
        var secret = chosen == null ? readOrCreate(settings.dataDir().resolve(FILE)) : chosen.value();
        return secret.getBytes(UTF_8);
    }

    private static String readOrCreate(Path file) {
        LOCK.lock();
        try (var channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), DataFolder.ownersFile());
                var alone = channel.lock()) {
            if (DataFolder.tighten(file)) {
                LOG.warn(
                        "Other users could read {}; its permissions are fixed now. Delete the file if it may have been read",
                        file);
            }
            return alone.channel().size() == 0 ? write(channel, file) : read(channel);
        } catch (IOException failure) {
            throw new StartFailure("Cannot use the signing secret in " + file + ": " + failure, failure);
        } finally {
            LOCK.unlock();
        }
    }

    private static String write(FileChannel channel, Path file) throws IOException {
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        var secret = HexFormat.of().formatHex(random);
        var line = ByteBuffer.wrap((secret + "\n").getBytes(UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
        LOG.info("Generated a signing secret in {}", file);
        return secret;
    }

    /** Rejects a file that a crash left half written or filled with zeros. */
    private static String read(FileChannel channel) throws IOException {
        var secret = new String(Channels.newInputStream(channel).readNBytes(MAX_BYTES), UTF_8).strip();
        boolean printable = secret.chars().noneMatch(Character::isISOControl);
        if (!printable || secret.getBytes(UTF_8).length < SettingValues.SECRET_BYTES) {
            throw new IOException("it is damaged; restore it, or delete it, and all users must sign in again");
        }
        return secret;
    }
}

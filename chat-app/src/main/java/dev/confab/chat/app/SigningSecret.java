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
 * The secret that signs tokens and the URLs of files when the operator gives none: made once, at random, and kept in the data folder in a file
 * of one line. That line works as {@code CONFAB_AUTH_SECRET} as well. Starts that come at the same time agree on one
 * secret.
 *
 * <p>When others than the owner may read or write the file, that is taken from them, with a warning, and the start goes
 * on: there are file systems, such as mounted volumes, that give such permissions at each mount.
 */
final class SigningSecret {

    static final String FILE = "auth.secret";

    private static final Logger LOG = LoggerFactory.getLogger(SigningSecret.class);

    private static final int RANDOM_BYTES = 32;
    private static final int MAX_BYTES = 4_096;

    /** File locks are between processes; this is for the threads of this one. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private SigningSecret() {}

    /** @throws StartFailure if there is a file and it holds no secret, or it cannot be used */
    static byte[] of(Settings settings) {
        var chosen = settings.auth().secret();
        var secret = chosen == null ? kept(settings.dataDir().resolve(FILE)) : chosen.value();
        return secret.getBytes(UTF_8);
    }

    private static String kept(Path file) {
        ONE_AT_A_TIME.lock();
        try (var channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), DataFolder.ownersFile());
                var alone = channel.lock()) {
            if (DataFolder.tighten(file)) {
                LOG.warn("Others were able to read {}, and cannot any more; delete it if somebody may have", file);
            }
            return alone.channel().size() == 0 ? write(channel, file) : read(channel);
        } catch (IOException failure) {
            throw new StartFailure("Cannot use the signing secret in " + file + ": " + failure, failure);
        } finally {
            ONE_AT_A_TIME.unlock();
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
        LOG.info("Made a signing secret and put it in {}", file);
        return secret;
    }

    /** A file that a crash has left half written, or filled with zeros, is no secret. */
    private static String read(FileChannel channel) throws IOException {
        var secret = new String(Channels.newInputStream(channel).readNBytes(MAX_BYTES), UTF_8).strip();
        boolean printable = secret.chars().noneMatch(Character::isISOControl);
        if (!printable || secret.getBytes(UTF_8).length < SettingValues.SECRET_BYTES) {
            throw new IOException("it is damaged; put the right one back, or delete it, and everybody signs in anew");
        }
        return secret;
    }
}

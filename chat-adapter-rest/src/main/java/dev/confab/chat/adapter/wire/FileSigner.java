package dev.confab.chat.adapter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the URLs of files, so that whoever has one can load that file, and no other, without a token: in an {@code <img>},
 * in a mail, in a program that only knows the URL. Nothing is stored, so a signature cannot be taken back: it ends by
 * itself, one to two hours after it was given out.
 *
 * <p>Within an hour the same URL is given out for a file, so that caches work. For each file that hour begins at another
 * time, or all clients would load all files anew at the same moment.
 *
 * <p>Callable from every thread. Nodes with the same secret accept each other's signatures.
 */
public final class FileSigner {

    public static final String EXPIRES = "expires";
    public static final String SIGNATURE = "signature";

    private static final String PURPOSE = "confab file url v1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final long PERIOD = Duration.ofHours(1).toSeconds();

    /** How long a signature is good at most. */
    public static final Duration LONGEST = Duration.ofSeconds(2 * PERIOD);

    private static final int EPOCH_SECOND_DIGITS = 12;

    /** Only ever cloned: looking one up and giving it the key takes longer than signing. */
    private final Mac keyed;

    private final InstantSource clock;

    private FileSigner(Mac keyed, InstantSource clock) {
        this.keyed = keyed;
        this.clock = clock;
    }

    /**
     * A signer with a key of its own that is derived from {@code secret}: what is signed here is good for nothing else
     * that the secret signs.
     *
     * @param secret at least 32 bytes
     */
    public static FileSigner of(byte[] secret, InstantSource clock) {
        var derived = mac(secret).doFinal(PURPOSE.getBytes(US_ASCII));
        return new FileSigner(mac(derived), clock);
    }

    /** The signed URL of {@code file} on this server: path and query. */
    String sign(FileLink file) {
        long expires = expires(file);
        return file.path() + "?" + EXPIRES + "=" + expires + "&" + SIGNATURE + "=" + signature(file, expires);
    }

    /** One to two periods from now. */
    private long expires(FileLink file) {
        long offset = Math.floorMod(file.image().value().getLeastSignificantBits(), PERIOD);
        long now = clock.instant().getEpochSecond();
        return Math.floorDiv(now - offset, PERIOD) * PERIOD + offset + 2 * PERIOD;
    }

    /** Did we sign this for {@code file}, and is it still good? Takes the same time for every wrong signature. */
    public boolean accepts(FileLink file, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null || !isEpochSecond(expires)) {
            return false;
        }
        long end = Long.parseLong(expires);
        var expected = signature(file, end).getBytes(US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(US_ASCII))
                && clock.instant().getEpochSecond() < end;
    }

    private static boolean isEpochSecond(String text) {
        return !text.isEmpty()
                && text.length() <= EPOCH_SECOND_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private String signature(FileLink file, long expires) {
        var signed = fresh().doFinal((file.path() + "\n" + expires).getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    private Mac fresh() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException thoseOfTheJdkCan) {
            throw new AssertionError(thoseOfTheJdkCan);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}

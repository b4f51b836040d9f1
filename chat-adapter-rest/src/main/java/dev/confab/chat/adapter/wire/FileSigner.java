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
 * A signer of the URLs of files. Bearers of a signed URL can load that file, and no other, without a token: in an {@code
 * <img>}, in an e-mail or in any HTTP client. Nothing is stored, so a signature cannot be revoked; it expires one to two
 * hours after it was issued.
 *
 * <p>The URL of a file stays the same for an hour, so that caches work. The hour starts at a different time for each file;
 * otherwise all clients would reload all files at the same moment.
 *
 * <p>Callable from every thread. Nodes with the same secret accept each other's signatures.
 */
public final class FileSigner {

    public static final String EXPIRES = "expires";
    public static final String SIGNATURE = "signature";

    private static final String PURPOSE = "confab file url v1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final long PERIOD = Duration.ofHours(1).toSeconds();

    /** The maximum lifetime of a signature. */
    public static final Duration MAX_LIFETIME = Duration.ofSeconds(2 * PERIOD);

    private static final int EPOCH_SECOND_DIGITS = 12;

    /** Cloned for each use, because creating and keying an instance takes longer than signing. */
    private final Mac keyed;

    private final InstantSource clock;

    private FileSigner(Mac keyed, InstantSource clock) {
        this.keyed = keyed;
        this.clock = clock;
    }

    /**
     * Returns a signer with a key that is derived from {@code secret}, so its signatures are not valid for other uses of
     * the secret.
     *
     * @param secret at least 32 bytes
     */
    public static FileSigner of(byte[] secret, InstantSource clock) {
        var derived = mac(secret).doFinal(PURPOSE.getBytes(US_ASCII));
        return new FileSigner(mac(derived), clock);
    }

    /** Returns the path and the query of the signed URL of {@code file}. */
    String sign(FileLink file) {
        long expires = expires(file);
        return file.path() + "?" + EXPIRES + "=" + expires + "&" + SIGNATURE + "=" + signature(file, expires);
    }

    /** Returns the expiry, one to two periods from now. */
    private long expires(FileLink file) {
        long offset = Math.floorMod(file.image().value().getLeastSignificantBits(), PERIOD);
        long now = clock.instant().getEpochSecond();
        return Math.floorDiv(now - offset, PERIOD) * PERIOD + offset + 2 * PERIOD;
    }

    /** Whether the signature is valid for {@code file} and has not expired. The comparison takes constant time. */
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
        var signed = newMac().doFinal((file.path() + "\n" + expires).getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    private Mac newMac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException jdkMacsCanBeCloned) {
            throw new AssertionError(jdkMacsCanBeCloned);
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

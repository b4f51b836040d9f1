package dev.confab.chat.adapter.security;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A hash in the standard text form of Argon2id, {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}.
 *
 * @param memoryKib memory of one hash in KiB, which is also the number of blocks
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Argon2idHash(int version, int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {

    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=(\\d{1,9})\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$([^$]+)\\$([^$]+)");

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    /** @throws IllegalArgumentException if the text has another form */
    static Argon2idHash parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a hash of Argon2id.");
        }
        return new Argon2idHash(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                Base64.getDecoder().decode(parts.group(5)),
                Base64.getDecoder().decode(parts.group(6)));
    }

    /** Hashes {@code password} with the parameters and salt of {@code like}, in the memory of {@code pool}. */
    static Argon2idHash of(byte[] password, Argon2idHash like, BlockPool pool) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(like.version)
                .withMemoryAsKB(like.memoryKib)
                .withIterations(like.passes)
                .withParallelism(like.lanes)
                .withSalt(like.salt)
                .withBlockPool(pool)
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var hash = new byte[like.hash.length];
        generator.generateBytes(password, hash);
        return new Argon2idHash(like.version, like.memoryKib, like.passes, like.lanes, like.salt, hash);
    }

    /** Whether both have the same bytes; takes the same time wherever they differ. */
    boolean hasBytesOf(Argon2idHash other) {
        return MessageDigest.isEqual(hash, other.hash);
    }

    /** Returns the cost of one guess: the memory that is filled, in KiB, over all passes. */
    long effort() {
        return (long) memoryKib * passes;
    }

    String text() {
        return "$argon2id$v=" + version + "$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$"
                + ENCODER.encodeToString(salt) + "$" + ENCODER.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "Argon2idHash[…]";
    }
}

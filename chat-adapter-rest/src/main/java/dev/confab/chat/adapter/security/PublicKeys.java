package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two supported kinds of public keys: RSA of at least {@value #RSA_BITS} bits and EC on the curve P-256. */
final class PublicKeys {

    static final int RSA_BITS = 2_048;
    static final int EC_BITS = 256;

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private PublicKeys() {}

    /** @throws IllegalArgumentException if the text is not such a key; the message says what it must be */
    static PublicKey parse(String pem) {
        var parts = PEM.matcher(pem);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must hold one public key that begins with -----BEGIN PUBLIC KEY-----");
        }
        var key = decode(parts.group(1).replaceAll("\\s", ""));
        algorithm(key);
        return key;
    }

    private static PublicKey decode(String base64) {
        return Stream.of("RSA", "EC")
                .flatMap(kind -> decode(kind, base64).stream())
                .findFirst()
                .orElseThrow(PublicKeys::unsupported);
    }

    private static Optional<PublicKey> decode(String kind, String base64) {
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException otherKind) {
            return Optional.empty();
        }
    }

    /**
     * Returns the one algorithm that {@code key} is used with.
     *
     * @throws IllegalArgumentException if the key is not supported
     */
    static Algorithm algorithm(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS) {
            return Algorithm.RSA256(rsa, null);
        }
        if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
            return Algorithm.ECDSA256(ec, null);
        }
        throw unsupported();
    }

    private static IllegalArgumentException unsupported() {
        return new IllegalArgumentException(
                "must hold an RSA key of at least " + RSA_BITS + " bits or an EC key on the curve P-256");
    }
}

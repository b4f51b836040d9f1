package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON Web Key Set, RFC 7517. Holds the keys that we can check signatures with and passes over all others. */
final class KeySet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_KEYS = 100;

    private final List<Entry> entries;

    private KeySet(List<Entry> entries) {
        this.entries = entries;
    }

    private record Entry(@Nullable String kid, Algorithm algorithm) {}

    /** @throws IOException if this is no key set, or one without a key of use to us */
    static KeySet parse(byte[] json) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var key : JSON.readTree(json).path("keys")) {
            entry(key).ifPresent(entries::add);
        }
        if (entries.isEmpty() || entries.size() > MOST_KEYS) {
            throw new IOException("This is no key set with 1 to " + MOST_KEYS + " keys for RS256 or ES256.");
        }
        return new KeySet(List.copyOf(entries));
    }

    private static Optional<Entry> entry(JsonNode key) {
        try {
            return Optional.of(PublicKeys.algorithm(publicKey(key)))
                    .filter(algorithm -> isFor(key, algorithm))
                    .map(algorithm -> new Entry(key.path("kid").textValue(), algorithm));
        } catch (GeneralSecurityException | IllegalArgumentException ofNoUse) {
            return Optional.empty();
        }
    }

    private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
        return switch (key.path("kty").asText()) {
            case "RSA" ->
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
            case "EC" -> KeyFactory.getInstance("EC").generatePublic(onP256(key));
            default -> throw new IllegalArgumentException("another kind of key");
        };
    }

    private static ECPublicKeySpec onP256(JsonNode key) {
        if (!key.path("crv").asText().equals("P-256")) {
            throw new IllegalArgumentException("another curve");
        }
        return new ECPublicKeySpec(new ECPoint(number(key, "x"), number(key, "y")), Curve.P256);
    }

    private static BigInteger number(JsonNode key, String field) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(field).asText()));
    }

    private static boolean isFor(JsonNode key, Algorithm algorithm) {
        return key.path("alg").asText(algorithm.getName()).equals(algorithm.getName())
                && key.path("use").asText("sig").equals("sig");
    }

    /** The keys of that name; all of them for a token that names none. */
    List<Algorithm> named(@Nullable String kid) {
        return entries.stream()
                .filter(entry -> kid == null || kid.equals(entry.kid()))
                .map(Entry::algorithm)
                .toList();
    }
}

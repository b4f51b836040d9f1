package dev.confab.chat.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a JSON Web Key Set (RFC 7517) that can verify RS256 or ES256. All other entries are skipped, also malformed
 * ones, so that a new kind of key in the set does not invalidate the others.
 */
final class KeySet {

    private static final int MAX_KEYS = 100;

    private final List<Entry> entries;

    private KeySet(List<Entry> entries) {
        this.entries = entries;
    }

    private record Entry(@Nullable String kid, Algorithm algorithm) {}

    /** @throws IOException if the text is not a key set with 1 to {@value #MAX_KEYS} usable keys */
    static KeySet parse(String json) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var key : keys(json)) {
            entry(key).ifPresent(entries::add);
        }
        if (entries.isEmpty() || entries.size() > MAX_KEYS) {
            throw invalid(null);
        }
        return new KeySet(List.copyOf(entries));
    }

    private static List<?> keys(String json) throws IOException {
        try {
            var set = JSONObjectUtils.parse(json);
            return set != null && set.get("keys") instanceof List<?> keys ? keys : List.of();
        } catch (ParseException malformed) {
            throw invalid(malformed);
        }
    }

    private static IOException invalid(@Nullable Exception cause) {
        return new IOException(
                "The response is not a key set with 1 to " + MAX_KEYS + " keys for RS256 or ES256.", cause);
    }

    private static Optional<Entry> entry(@Nullable Object key) {
        try {
            return key instanceof Map<?, ?> ? entry(JWK.parse(stringKeys(key))) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // the names of JSON objects are strings
    private static Map<String, Object> stringKeys(Object object) {
        return (Map<String, Object>) object;
    }

    private static Optional<Entry> entry(JWK key) throws JOSEException {
        if (!(key instanceof AsymmetricJWK pair)) {
            return Optional.empty();
        }
        return Optional.of(PublicKeys.algorithm(pair.toPublicKey()))
                .filter(algorithm -> isFor(key, algorithm))
                .map(algorithm -> new Entry(key.getKeyID(), algorithm));
    }

    private static boolean isFor(JWK key, Algorithm algorithm) {
        boolean isForSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        return isForSignatures
                && (key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm.getName()));
    }

    /** Returns the keys with that id, or all keys if the token names none. */
    List<Algorithm> candidates(@Nullable String kid) {
        return entries.stream()
                .filter(entry -> kid == null || kid.equals(entry.kid()))
                .map(Entry::algorithm)
                .toList();
    }
}

package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A host application that signs tokens with the JDK alone. */
final class HostApplication {

    static final String SECRET = "what the host and the chat share";

    /** The length of a signature in characters. */
    private static final int SIGNATURE = 43;

    private static final KeyPair KEYS = keys();

    private HostApplication() {}

    /** Returns a token that is valid for one hour, signed with {@link #SECRET}. */
    static String token(String id, String username, String name) {
        return token(id, username, name, Map.of());
    }

    /** Returns a token with {@code times} as its time claims. */
    static String token(String id, String username, String name, Map<String, Long> times) {
        var claims = claims(id, username, name);
        claims.putAll(times);
        return signed(encode(Map.of("alg", "HS256", "typ", "JWT")) + "." + encode(claims));
    }

    /** Returns a token of exactly {@code length} characters, padded with claims. */
    static String tokenOfLength(int length) {
        // Three bytes are four characters, so the length of one part alone does not reach every sum.
        for (int kid = 0; kid < 4; kid++) {
            var header = encode(header(kid));
            for (int more = Math.max(0, length * 3 / 4 - 600); more < length; more++) {
                var text = header + "." + encode(withMore(more));
                if (text.length() + 1 + SIGNATURE == length) {
                    return signed(text);
                }
                if (text.length() > length) {
                    break;
                }
            }
        }
        throw new AssertionError(length);
    }

    private static Map<String, Object> header(int kid) {
        return Map.of("alg", "HS256", "kid", "k".repeat(kid));
    }

    private static Map<String, Object> withMore(int length) {
        var claims = claims("7", "ann", "Ann");
        claims.put("more", "m".repeat(length));
        return claims;
    }

    private static String signed(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return text + "." + encode(mac.doFinal(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns a token that is valid for one hour, signed with the private key of {@link #publicKey}. */
    static String signedToken(String id, String username, String name) {
        var text = encode(Map.of("alg", "RS256", "kid", "1")) + "." + encode(claims(id, username, name));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(text.getBytes(US_ASCII));
            return text + "." + encode(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    static String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static Map<String, Object> claims(String id, String username, String name) {
        var now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>();
        claims.put("sub", id);
        claims.put("preferred_username", username);
        claims.put("name", name);
        claims.put("iat", now);
        claims.put("exp", now + 3_600);
        return claims;
    }

    private static String encode(Object json) {
        return encode(TestUser.write(json).getBytes(UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }
}

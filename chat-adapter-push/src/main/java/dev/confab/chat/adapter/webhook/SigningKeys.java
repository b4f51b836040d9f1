package dev.confab.chat.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signing keys of devices. They are derived from the secret of the server and not stored. A new owner gets a new key. */
final class SigningKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    SigningKeys(String secret) {
        this.secret = secret.getBytes(UTF_8);
    }

    Secret of(Device device) {
        return new Secret(hmac(secret, "confab webhook " + device.id() + " " + device.owner()));
    }

    String signature(Device device, String timestamp, String body) {
        return hmac(of(device).value().getBytes(UTF_8), timestamp + "." + body);
    }

    private static String hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

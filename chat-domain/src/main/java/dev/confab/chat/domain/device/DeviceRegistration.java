package dev.confab.chat.domain.device;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The data that a device registers with.
 *
 * @param name the owner's name for the device; may be empty, and a new name follows the rules of {@link OneLine}
 * @param installation the device's own id of the installed application, which stays the same when the token changes
 */
public record DeviceRegistration(
        DeviceType type,
        PushToken token,
        @Nullable String name,
        @Nullable String installation) {

    public static final int MAX_NAME = 100;
    public static final int MAX_INSTALLATION = 255;

    public DeviceRegistration {
        if (name != null) {
            Text.check("name", name, MAX_NAME);
        }
        if (installation != null) {
            Text.checkPresent("device_id", installation, MAX_INSTALLATION);
        }
        if (type == DeviceType.WEBHOOK && !isWebAddress(token.value())) {
            throw new Refusal.Invalid("registration_id", "Must be an http or https URL.");
        }
    }

    /** Checks the name by the rules for new names, unless it equals {@code oldName}. */
    DeviceRegistration requireNewName(@Nullable String oldName) {
        if (name != null && !name.isEmpty() && !name.equals(oldName)) {
            OneLine.check("name", name, MAX_NAME);
        }
        return this;
    }

    /** Whether the text is an HTTP URL without user info, whose password would show up in logs and lists of devices. */
    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}

package dev.confab.chat.domain.device;

import dev.confab.chat.domain.OneLine;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a device tells of itself.
 *
 * @param name what its owner calls it, a new one in {@link OneLine}; may be empty
 * @param installation how the device knows itself, which stays when its token changes
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

    /** Returns this registration if its name, unless it is {@code old}, is one for new devices. */
    DeviceRegistration requireNewName(@Nullable String old) {
        if (name != null && !name.isEmpty() && !name.equals(old)) {
            OneLine.check("name", name, MAX_NAME);
        }
        return this;
    }

    /** Who is in the address before an {@code @} is no part of where it leads, and would be told to whoever reads it. */
    private static boolean isWebAddress(String text) {
        try {
            var address = new URI(text);
            return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}

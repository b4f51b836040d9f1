package dev.confab.chat.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.adapter.security.SecurityAdapter.Host;
import dev.confab.chat.adapter.security.SecurityAdapter.HostKey;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings about a host application that keeps the accounts, and notes which of them do not go together. */
final class HostSettings {

    private static final String FOREIGN = "foreign";
    private static final List<Setting> KEYS =
            List.of(Setting.AUTH_SECRET, Setting.AUTH_PUBLIC_KEY_FILE, Setting.AUTH_JWKS_URL);

    /** Of no use without a host. */
    private static final List<Setting> OF_HOST = List.of(
            Setting.AUTH_PUBLIC_KEY_FILE,
            Setting.AUTH_JWKS_URL,
            Setting.AUTH_AUDIENCE,
            Setting.AUTH_CLAIM_ID,
            Setting.AUTH_CLAIM_USERNAME,
            Setting.AUTH_CLAIM_NAME);

    /** Of no use with one. */
    private static final List<Setting> OF_ACCOUNTS = List.of(Setting.AUTH_ACCESS_TTL, Setting.AUTH_REFRESH_TTL);

    private final RawSettings given;
    private final Path directory;

    HostSettings(RawSettings given, Path directory) {
        this.given = given;
        this.directory = directory;
    }

    /** Null for accounts of our own, and where there is a problem. */
    @Nullable
    Host read() {
        boolean foreign =
                given.value(Setting.AUTH_MODE, false, value -> SettingValues.either("accounts", FOREIGN, value));
        refuse(foreign ? OF_ACCOUNTS : OF_HOST, foreign ? "accounts" : FOREIGN);
        var key = foreign ? key() : null;
        return key == null ? null : host(key);
    }

    private void refuse(List<Setting> useless, String mode) {
        for (var setting : useless) {
            given.refuse(setting, "is of use only with " + Setting.AUTH_MODE.key() + " " + mode);
        }
    }

    private Host host(HostKey key) {
        var username = given.optional(Setting.AUTH_CLAIM_USERNAME, SettingValues::name);
        return new Host(
                key,
                given.optional(Setting.AUTH_ISSUER, SettingValues::name),
                given.optional(Setting.AUTH_AUDIENCE, SettingValues::name),
                given.value(Setting.AUTH_CLAIM_ID, Host.ID_CLAIM, SettingValues::name),
                username == null ? Host.USERNAME_CLAIMS : List.of(username),
                given.value(Setting.AUTH_CLAIM_NAME, Host.NAME_CLAIM, SettingValues::name));
    }

    private @Nullable HostKey key() {
        var there = KEYS.stream().filter(given::has).toList();
        if (there.isEmpty()) {
            given.refuse(Setting.AUTH_MODE, "foreign needs auth-secret, auth-public-key-file or auth-jwks-url");
            return null;
        }
        if (there.size() > 1) {
            there.forEach(setting -> given.refuse(setting, "does not go together with another key"));
            return null;
        }
        return switch (there.get(0)) {
            case AUTH_SECRET -> given.optional(Setting.AUTH_SECRET, HostSettings::secret);
            case AUTH_PUBLIC_KEY_FILE -> given.optional(Setting.AUTH_PUBLIC_KEY_FILE, this::publicKey);
            default -> given.optional(Setting.AUTH_JWKS_URL, value -> new HostKey.Published(SettingValues.url(value)));
        };
    }

    private static HostKey secret(String value) {
        return new HostKey.Secret(SettingValues.signingSecret(value).value().getBytes(UTF_8));
    }

    private HostKey publicKey(String value) {
        return new HostKey.Public(SettingValues.publicKey(directory, value));
    }
}

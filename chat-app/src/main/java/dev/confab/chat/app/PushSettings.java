package dev.confab.chat.app;

import dev.confab.chat.adapter.fcm.FcmAdapter;
import dev.confab.chat.adapter.mail.MailAdapter;
import dev.confab.chat.adapter.webhook.WebhookAdapter;
import dev.confab.chat.application.port.PushConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the settings about push to devices, and notes which of them do not go together. */
final class PushSettings {

    /** Where the one that was given is none, which is told of. */
    private static final String ANYBODY = "confab@localhost";

    private final RawSettings given;
    private final Path directory;

    PushSettings(RawSettings given, Path directory) {
        this.given = given;
        this.directory = directory;
    }

    Settings.Push read() {
        return new Settings.Push(
                firebase(),
                webhook(),
                mail(),
                given.value(Setting.PUSH_LOG, false, SettingValues::onOrOff),
                given.value(Setting.PUSH_DELAY, PushConfig.USUAL_DELAY, SettingValues::pushDelay),
                given.value(Setting.PUSH_TEXT, true, SettingValues::onOrOff),
                given.value(Setting.PUSH_CLAIM, PushConfig.USUAL_CLAIM, SettingValues::pushClaim),
                given.value(Setting.SMTP_DELAY, PushConfig.USUAL_MAIL_AFTER, SettingValues::mailDelay));
    }

    private FcmAdapter.@Nullable Settings firebase() {
        var url = given.value(Setting.FCM_URL, FcmAdapter.FIREBASE, SettingValues::url);
        var credentials = given.optional(Setting.FCM_CREDENTIALS_FILE, this::credentials);
        if (!given.has(Setting.FCM_CREDENTIALS_FILE)) {
            given.refuse(Setting.FCM_URL, "is of use only with " + Setting.FCM_CREDENTIALS_FILE.key());
        }
        return credentials == null ? null : credentials.at(url);
    }

    private FcmAdapter.Settings credentials(String value) {
        return FcmAdapter.Settings.of(SettingValues.file(directory, value));
    }

    private MailAdapter.@Nullable Settings mail() {
        if (!given.has(Setting.SMTP_URL)) {
            given.refuse(Setting.SMTP_FROM, "is of use only with " + Setting.SMTP_URL.key());
            given.refuse(Setting.SMTP_DELAY, "is of use only with " + Setting.SMTP_URL.key());
            return null;
        }
        if (!given.has(Setting.SMTP_FROM)) {
            given.refuse(Setting.SMTP_URL, "needs " + Setting.SMTP_FROM.key());
            return null;
        }
        var from = given.value(Setting.SMTP_FROM, ANYBODY, SettingValues::sender);
        return given.optional(Setting.SMTP_URL, url -> MailAdapter.Settings.of(url, from));
    }

    private WebhookAdapter.@Nullable Settings webhook() {
        boolean allowPrivate = given.value(Setting.WEBHOOK_ALLOW_PRIVATE, false, SettingValues::onOrOff);
        var secret = given.optional(Setting.WEBHOOK_SECRET, SettingValues::signingSecret);
        if (!given.has(Setting.WEBHOOK_SECRET)) {
            given.refuse(Setting.WEBHOOK_ALLOW_PRIVATE, "is of use only with " + Setting.WEBHOOK_SECRET.key());
        }
        return secret == null ? null : WebhookAdapter.Settings.of(secret.value(), allowPrivate);
    }
}

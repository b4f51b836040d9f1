package dev.confab.chat.app;

import dev.confab.chat.adapter.fcm.FcmAdapter;
import dev.confab.chat.adapter.log.LogAdapter;
import dev.confab.chat.adapter.mail.MailAdapter;
import dev.confab.chat.adapter.webhook.WebhookAdapter;
import dev.confab.chat.application.port.PushConfig;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.port.PushGateway;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The push channels that are configured. */
final class PushAdapters {

    private PushAdapters() {}

    /** Opens the channels; {@code closer} closes them. */
    static PushConfig open(Settings settings, InstantSource clock, Closer closer) {
        var gateways = new EnumMap<DeviceType, PushGateway>(DeviceType.class);
        if (settings.get(SettingTable.PUSH_LOG)) {
            for (var type : DeviceType.values()) {
                gateways.put(type, LogAdapter.gateway());
            }
        }
        addFirebase(settings, clock, closer, gateways);
        addWebhook(settings, clock, closer, gateways);
        if (settings.has(SettingTable.SMTP_URL)) {
            var mail =
                    MailAdapter.Settings.of(settings.get(SettingTable.SMTP_URL), settings.get(SettingTable.SMTP_FROM));
            gateways.put(DeviceType.EMAIL, MailAdapter.gateway(mail));
        }
        return gateways.isEmpty()
                ? PushConfig.OFF
                : new PushConfig(
                        gateways,
                        settings.get(SettingTable.PUSH_DELAY),
                        settings.get(SettingTable.PUSH_TEXT),
                        settings.get(SettingTable.PUSH_CLAIM),
                        settings.get(SettingTable.SMTP_DELAY),
                        threads(closer));
    }

    private static void addFirebase(
            Settings settings, InstantSource clock, Closer closer, Map<DeviceType, PushGateway> gateways) {
        var credentials = settings.find(SettingTable.FCM_CREDENTIALS_FILE);
        if (credentials != null) {
            var firebase = closer.add(FcmAdapter.open(credentials.at(settings.get(SettingTable.FCM_URL)), clock));
            gateways.put(DeviceType.ANDROID, firebase.gateway());
            gateways.put(DeviceType.IOS, firebase.gateway());
            gateways.put(DeviceType.WEB, firebase.gateway());
        }
    }

    private static void addWebhook(
            Settings settings, InstantSource clock, Closer closer, Map<DeviceType, PushGateway> gateways) {
        var secret = settings.find(SettingTable.WEBHOOK_SECRET);
        if (secret != null) {
            boolean allowPrivate = settings.get(SettingTable.WEBHOOK_ALLOW_PRIVATE);
            var webhook =
                    closer.add(WebhookAdapter.open(WebhookAdapter.Settings.of(secret.value(), allowPrivate), clock));
            gateways.put(DeviceType.WEBHOOK, webhook.gateway());
        }
    }

    /** Ends with {@code shutdownNow}: closing the executor would wait for a minute. */
    private static ExecutorService threads(Closer closer) {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("push-", 0).factory());
        closer.add(threads::shutdownNow);
        return threads;
    }
}

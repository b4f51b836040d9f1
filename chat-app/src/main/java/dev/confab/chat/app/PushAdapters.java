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

/** Opens what pushes need. */
final class PushAdapters {

    private PushAdapters() {}

    /** What is opened is closed by {@code teardown}. */
    static PushConfig open(Settings.Push settings, InstantSource clock, Closer teardown) {
        var gateways = new EnumMap<DeviceType, PushGateway>(DeviceType.class);
        if (settings.log()) {
            for (var type : DeviceType.values()) {
                gateways.put(type, LogAdapter.gateway());
            }
        }
        addFirebase(settings, clock, teardown, gateways);
        addWebhook(settings, clock, teardown, gateways);
        if (settings.mail() != null) {
            gateways.put(DeviceType.EMAIL, MailAdapter.gateway(settings.mail()));
        }
        return gateways.isEmpty()
                ? PushConfig.OFF
                : new PushConfig(
                        gateways,
                        settings.delay(),
                        settings.showsText(),
                        settings.claim(),
                        settings.mailAfter(),
                        threads(teardown));
    }

    private static void addFirebase(
            Settings.Push settings, InstantSource clock, Closer teardown, Map<DeviceType, PushGateway> gateways) {
        if (settings.firebase() != null) {
            var firebase = teardown.add(FcmAdapter.open(settings.firebase(), clock));
            gateways.put(DeviceType.ANDROID, firebase.gateway());
            gateways.put(DeviceType.IOS, firebase.gateway());
            gateways.put(DeviceType.WEB, firebase.gateway());
        }
    }

    private static void addWebhook(
            Settings.Push settings, InstantSource clock, Closer teardown, Map<DeviceType, PushGateway> gateways) {
        if (settings.webhook() != null) {
            var webhook = teardown.add(WebhookAdapter.open(settings.webhook(), clock));
            gateways.put(DeviceType.WEBHOOK, webhook.gateway());
        }
    }

    /** Not closed, which would wait for a minute. */
    private static ExecutorService threads(Closer teardown) {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("push-", 0).factory());
        teardown.add(threads::shutdownNow);
        return threads;
    }
}

package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Param.choice;
import static dev.confab.chat.adapter.rest.Param.text;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.application.device.Devices;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PushToken;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The caller's own devices, on which they are told what they miss. */
final class DeviceRoutes {

    private static final String ALL = CHAT + "/devices";
    private static final String ONE = ALL + "/{device}";

    private static final Map<String, DeviceType> TYPES = Stream.of(DeviceType.values())
            .collect(Collectors.toMap(type -> type.name().toLowerCase(Locale.ROOT), Function.identity()));

    private final Devices devices;

    DeviceRoutes(Devices devices) {
        this.devices = devices;
    }

    void register(Routes all) {
        var routes = all.section("Devices");
        routes.get(
                ALL,
                operation("listDevices", "Your own, the one registered last first")
                        .page(DeviceJson.class),
                this::list);
        routes.post(
                ALL,
                operation("registerDevice", "Makes a device yours; 200 if somebody had registered it before")
                        .body(
                                text("registration_id", PushToken.MAX_LENGTH).required(),
                                choice("type", names()).required(),
                                text("name", DeviceRegistration.MAX_NAME),
                                text("device_id", DeviceRegistration.MAX_INSTALLATION))
                        .answer(200, RegisteredJson.class)
                        .answer(201, RegisteredJson.class)
                        .refuse(409),
                this::register);
        routes.delete(
                ONE, operation("deleteDevice", "Pushes to the device no more").answerNothing(204), this::delete);
    }

    private void list(UserRequest call) {
        var window = call.query().window();
        var all = devices.list(call.me());
        var shown = all.stream()
                .skip(window.offset())
                .limit(window.limit())
                .map(DeviceJson::of)
                .toList();
        call.answer(call.links().page(new Page<>(all.size(), shown), window));
    }

    private void register(UserRequest call) {
        var registered = devices.register(call.me(), registration(call.body()));
        call.answer(registered.isNew() ? 201 : 200, RegisteredJson.of(registered));
    }

    private static DeviceRegistration registration(Fields body) {
        return new DeviceRegistration(
                type(body.requireText("type")),
                new PushToken(body.requireText("registration_id")),
                body.text("name"),
                body.text("device_id"));
    }

    private static DeviceType type(String text) {
        var type = TYPES.get(text);
        if (type == null) {
            throw new Refusal.Invalid("type", "Must be one of " + String.join(", ", names()) + ".");
        }
        return type;
    }

    private static String[] names() {
        return TYPES.keySet().stream().sorted().toArray(String[]::new);
    }

    private void delete(UserRequest call) {
        devices.delete(call.me(), DeviceId.parse(call.path("device")));
        call.answerNothing(204);
    }

    /**
     * A device.
     *
     * @param deviceId how the device knows itself
     * @param error why the last push could not be delivered, if so
     */
    private record DeviceJson(
            DeviceId id,
            DeviceType type,
            String registrationId,
            @Nullable String name,
            @Nullable String deviceId,
            Instant created,
            Instant modified,
            @Nullable String error) {

        static DeviceJson of(Device device) {
            var trouble = device.failure();
            return new DeviceJson(
                    device.id(),
                    device.type(),
                    device.token().value(),
                    device.registration().name(),
                    device.registration().installation(),
                    device.registered(),
                    device.renewed(),
                    trouble == null ? null : trouble.reason());
        }
    }

    /**
     * What registering came to.
     *
     * @param registrationId as it was given
     * @param secret by what a webhook tells our calls from those of others; null for other types
     */
    private record RegisteredJson(
            DeviceId id,
            DeviceType type,
            String registrationId,
            @Nullable String name,
            @Nullable String deviceId,
            Instant created,
            Instant modified,
            @Nullable String secret) {

        static RegisteredJson of(Devices.RegistrationResult registered) {
            var device = registered.device();
            return new RegisteredJson(
                    device.id(),
                    device.type(),
                    device.token().value(),
                    device.registration().name(),
                    device.registration().installation(),
                    device.registered(),
                    device.renewed(),
                    registered.key().map(Secret::value).orElse(null));
        }
    }
}

package dev.confab.chat.adapter.rest;

import static dev.confab.chat.adapter.rest.Operation.operation;
import static dev.confab.chat.adapter.rest.Routes.CHAT;

import dev.confab.chat.application.device.Devices;
import dev.confab.chat.domain.Page;
import dev.confab.chat.domain.Secret;
import dev.confab.chat.domain.device.Device;
import dev.confab.chat.domain.device.DeviceId;
import dev.confab.chat.domain.device.DeviceRegistration;
import dev.confab.chat.domain.device.DeviceType;
import dev.confab.chat.domain.device.PushToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Routes for the caller's own devices, on which members are notified while away. */
final class DeviceRoutes {

    private static final String ALL = CHAT + "/devices";
    private static final String ONE = ALL + "/{device}";

    private static final Operation LIST =
            operation("listDevices", "List your devices, newest first").page(DeviceJson.class);
    private static final Operation REGISTER = operation(
                    "registerDevice", "Register a device for push; 200 if already known")
            .body(RegistrationBody.class)
            .response(200, RegisteredJson.class)
            .response(201, RegisteredJson.class)
            .errors(409);
    private static final Operation DELETE =
            operation("deleteDevice", "Stop notifications to a device").emptyResponse(204);

    private final Devices devices;

    DeviceRoutes(Devices devices) {
        this.devices = devices;
    }

    private record RegistrationBody(
            @FieldSpec(maxLength = PushToken.MAX_LENGTH) String registrationId,
            DeviceType type,

            @FieldSpec(maxLength = DeviceRegistration.MAX_NAME) @Nullable
            String name,

            @FieldSpec(maxLength = DeviceRegistration.MAX_INSTALLATION) @Nullable
            String deviceId) {

        DeviceRegistration toRegistration() {
            return new DeviceRegistration(type, new PushToken(registrationId), name, deviceId);
        }
    }

    void register(Routes routes) {
        routes.section("Devices")
                .get(ALL, LIST, this::list)
                .post(ALL, REGISTER, this::registerDevice)
                .delete(ONE, DELETE, this::delete);
    }

    private void list(UserRequest request) {
        var window = request.query().window();
        var all = devices.list(request.me());
        var shown = all.stream()
                .skip(window.offset())
                .limit(window.limit())
                .map(DeviceJson::of)
                .toList();
        request.respond(request.links().page(new Page<>(all.size(), shown), window));
    }

    private void registerDevice(UserRequest request) {
        var registration = request.body(RegistrationBody.class).toRegistration();
        var result = devices.register(request.me(), registration);
        request.respond(result.isNew() ? 201 : 200, RegisteredJson.of(result));
    }

    private void delete(UserRequest request) {
        devices.delete(request.me(), DeviceId.parse(request.path("device")));
        request.respondEmpty(204);
    }

    /**
     * A device.
     *
     * @param deviceId the client's own id of its installation
     * @param error why the last push failed; null if it did not
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
            var failure = device.failure();
            return new DeviceJson(
                    device.id(),
                    device.type(),
                    device.token().value(),
                    device.registration().name(),
                    device.registration().installation(),
                    device.registered(),
                    device.renewed(),
                    failure == null ? null : failure.reason());
        }
    }

    /**
     * A device that was registered now.
     *
     * @param registrationId as the client sent it
     * @param secret verifies the signatures of pushes to a webhook; null for other types
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

        static RegisteredJson of(Devices.RegistrationResult result) {
            var device = result.device();
            return new RegisteredJson(
                    device.id(),
                    device.type(),
                    device.token().value(),
                    device.registration().name(),
                    device.registration().installation(),
                    device.registered(),
                    device.renewed(),
                    result.key().map(Secret::value).orElse(null));
        }
    }
}

package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of push notifications. It belongs to one user at a time: a user who registers the same token later takes
 * the device over, for example after logging in on the same phone.
 *
 * <p>A device is deleted by its owner, when its push service reports it as unregistered, when its owner registers too
 * many newer devices, or after {@link #LIFETIME} without a registration.
 *
 * @param registered when the current owner first registered it
 * @param renewed when it was last registered
 * @param failure why the last push failed; null if it was delivered
 * @param mailed when the last e-mail was sent to it; null for other types of devices
 */
public record Device(
        DeviceId id,
        UserId owner,
        DeviceRegistration registration,
        Instant registered,
        Instant renewed,
        @Nullable Failure failure,
        @Nullable Instant mailed) {

    /** Maximum number of devices of one user. A newer device replaces the one whose renewal is oldest. */
    public static final int MAX_OF_USER = 20;

    /** How long a device stays without being registered again, which is also the lifetime of a Firebase token. */
    public static final Duration LIFETIME = Duration.ofDays(270);

    /**
     * A failed delivery.
     *
     * @param reason the cause, for operators; cut to {@value #MAX_LENGTH} characters
     */
    public record Failure(String reason, Instant at) {

        public static final int MAX_LENGTH = 200;

        public Failure {
            reason = Text.sanitize(reason, MAX_LENGTH);
        }
    }

    /** Returns a device that was not registered before. */
    public static Device registered(DeviceId id, UserId owner, DeviceRegistration registration, Instant at) {
        return new Device(id, owner, registration.requireNewName(null), at, at, null, null);
    }

    /** Returns this device after {@code userId}, its owner or another user, registered it again. */
    public Device reregister(UserId userId, DeviceRegistration newRegistration, Instant at) {
        boolean isSameOwner = isOf(userId);
        return new Device(
                id,
                userId,
                newRegistration.requireNewName(registration.name()),
                isSameOwner ? registered : at,
                at,
                null,
                isSameOwner ? mailed : null);
    }

    public Device withFailure(String reason, Instant at) {
        return new Device(id, owner, registration, registered, renewed, new Failure(reason, at), mailed);
    }

    public Device withoutFailure() {
        return new Device(id, owner, registration, registered, renewed, null, mailed);
    }

    /** Returns this device after an e-mail was sent to it. */
    public Device mailed(Instant at) {
        return new Device(id, owner, registration, registered, renewed, null, at);
    }

    public DeviceType type() {
        return registration.type();
    }

    public PushToken token() {
        return registration.token();
    }

    public boolean isOf(UserId userId) {
        return owner.equals(userId);
    }

    /**
     * Returns this device.
     *
     * @throws Refusal.NotFound unless {@code userId} is its owner
     */
    public Device requireOf(UserId userId) {
        if (!isOf(userId)) {
            throw new Refusal.NotFound("device");
        }
        return this;
    }
}

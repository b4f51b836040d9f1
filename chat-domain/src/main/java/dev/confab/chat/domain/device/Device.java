package dev.confab.chat.domain.device;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Text;
import dev.confab.chat.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something by which its owner is told what they miss. Belongs to one person at a time: who registers the same token
 * later takes the device over, as when somebody else logs in on a phone. Goes when its owner or its push service says
 * so, when too many newer ones came, or when it has not been registered again for {@link #LIFETIME}.
 *
 * @param registered when it became its owner's
 * @param renewed when it was last registered, again or for the first time
 * @param failure why the last push to it could not be delivered, if so
 * @param mailed when the last mail to it was written, if it is an address
 */
public record Device(
        DeviceId id,
        UserId owner,
        DeviceRegistration registration,
        Instant registered,
        Instant renewed,
        @Nullable Failure failure,
        @Nullable Instant mailed) {

    /** The most devices of one person; a newer one takes the place of the one that was renewed the longest time ago. */
    public static final int MAX_OF_USER = 20;

    /** How long a device stays without being registered again. Firebase lets its tokens expire after as long. */
    public static final Duration LIFETIME = Duration.ofDays(270);

    /**
     * Something that has gone wrong.
     *
     * @param reason in words for an operator; cut to {@value #MAX_LENGTH} characters
     */
    public record Failure(String reason, Instant at) {

        public static final int MAX_LENGTH = 200;

        public Failure {
            reason = Text.sanitize(reason, MAX_LENGTH);
        }
    }

    /** A device that nobody had registered before. */
    public static Device registered(DeviceId id, UserId owner, DeviceRegistration registration, Instant at) {
        return new Device(id, owner, registration.requireNewName(null), at, at, null, null);
    }

    /** The same device, which {@code by} registers again. */
    public Device reregister(UserId by, DeviceRegistration now, Instant at) {
        return new Device(
                id,
                by,
                now.requireNewName(registration.name()),
                isOf(by) ? registered : at,
                at,
                null,
                isOf(by) ? mailed : null);
    }

    /** The same device, which could not be reached. */
    public Device withFailure(String what, Instant at) {
        return new Device(id, owner, registration, registered, renewed, new Failure(what, at), mailed);
    }

    /** The same device, which could be reached again. */
    public Device withoutFailure() {
        return new Device(id, owner, registration, registered, renewed, null, mailed);
    }

    /** The same device, to which a mail was written. */
    public Device mailed(Instant at) {
        return new Device(id, owner, registration, registered, renewed, null, at);
    }

    public DeviceType type() {
        return registration.type();
    }

    public PushToken token() {
        return registration.token();
    }

    public boolean isOf(UserId someone) {
        return owner.equals(someone);
    }

    /**
     * Answers this.
     *
     * @throws Refusal.NotFound if it is somebody else's
     */
    public Device requireOf(UserId someone) {
        if (!isOf(someone)) {
            throw new Refusal.NotFound("device");
        }
        return this;
    }
}

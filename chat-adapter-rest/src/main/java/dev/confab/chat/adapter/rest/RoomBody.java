package dev.confab.chat.adapter.rest;

import static java.util.Objects.requireNonNullElse;

import dev.confab.chat.application.image.Upload;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.RoomProfile;
import dev.confab.chat.domain.user.UserId;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The profile and the members of a room in a request. Absent fields leave the room as it is, also in a PUT: a client that
 * omits {@code is_public} must not change the visibility of the room.
 *
 * @param title null names the room after its members
 * @param image null removes the image
 * @param users null leaves the members as they are
 */
record RoomBody(
        @FieldSpec(
                requiredUnlessPatch = true,
                maxLength = RoomProfile.MAX_TITLE,
                about = "Null names the room after its members")
        PatchField<String> title,

        @FieldSpec(keepsEmpty = true) @Nullable String description,

        @FieldSpec(about = "A file in a form; null removes the image")
        PatchField<Upload> image,

        @Nullable Boolean isPublic,
        @Nullable Boolean membersCanInvite,
        @Nullable Boolean membersCanPin,
        @FieldSpec(about = RoomBody.USERS) @Nullable Set<UserId> users) {

    static final String USERS = "Adds missing users; removes other members except owners and you. Null changes nothing";

    /** Returns the change of the profile, with the image as it was uploaded. */
    UnaryOperator<RoomProfile> toPatch(PatchField<ImageId> uploaded) {
        return profile -> applyTo(profile, uploaded);
    }

    private RoomProfile applyTo(RoomProfile profile, PatchField<ImageId> uploaded) {
        return new RoomProfile(
                title.orCurrent(profile.title()),
                requireNonNullElse(description, profile.description()),
                uploaded.orCurrent(profile.image()),
                requireNonNullElse(isPublic, profile.isPublic()),
                requireNonNullElse(membersCanInvite, profile.membersCanInvite()),
                requireNonNullElse(membersCanPin, profile.membersCanPin()));
    }

    /** Refuses an invalid profile, before a response could reveal whether the room exists. */
    RoomBody requireValid() {
        applyTo(RoomProfile.of(null, true), PatchField.absent());
        return this;
    }

    /** Whether the request leaves the profile as it is. */
    boolean keepsProfile() {
        return !title.isPresent()
                && !image.isPresent()
                && Stream.of(description, isPublic, membersCanInvite, membersCanPin)
                        .allMatch(Objects::isNull);
    }
}

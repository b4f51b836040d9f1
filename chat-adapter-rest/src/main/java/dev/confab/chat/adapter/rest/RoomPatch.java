package dev.confab.chat.adapter.rest;

import dev.confab.chat.adapter.wire.Fields;
import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.room.ImageId;
import dev.confab.chat.domain.room.RoomProfile;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a room's profile to be. What the request does not name stays as it is, with PUT as well: a client
 * that leaves out {@code is_public} does not mean to publish the room.
 *
 * @param title null for a room that is named after its members; counts only if {@code titled}
 * @param image null for no picture; counts only if {@code pictured}
 */
record RoomPatch(
        boolean titled,
        @Nullable String title,
        Optional<String> description,
        boolean pictured,
        @Nullable ImageId image,
        Optional<Boolean> isPublic,
        Optional<Boolean> membersCanInvite,
        Optional<Boolean> membersCanPin)
        implements UnaryOperator<RoomProfile> {

    /** A wish that names at least the title, be it null. */
    static RoomPatch whole(Fields body) {
        if (!body.has("title")) {
            throw new Refusal.Invalid("title", "This field is required; null names the room after its members.");
        }
        return partial(body);
    }

    static RoomPatch partial(Fields body) {
        var image = body.text("image");
        if (image != null && !image.isEmpty()) {
            throw new Refusal.Invalid("image", "Must be a file in a form, or null for none.");
        }
        var wish = new RoomPatch(
                body.has("title"),
                body.text("title"),
                Optional.ofNullable(body.textOrEmpty("description")),
                body.has("image"),
                null,
                body.flag("is_public"),
                body.flag("members_can_invite"),
                body.flag("members_can_pin"));
        // What no room can be is refused here, before the answer can tell whether there is such a room.
        wish.apply(RoomProfile.of(null, true));
        return wish;
    }

    /** The same wish, and this picture. */
    RoomPatch with(ImageId picture) {
        return new RoomPatch(titled, title, description, true, picture, isPublic, membersCanInvite, membersCanPin);
    }

    /** Does it leave everything as it is? */
    boolean isEmpty() {
        return !titled
                && !pictured
                && Stream.of(description, isPublic, membersCanInvite, membersCanPin)
                        .allMatch(Optional::isEmpty);
    }

    @Override
    public RoomProfile apply(RoomProfile now) {
        return new RoomProfile(
                titled ? title : now.title(),
                description.orElse(now.description()),
                pictured ? image : now.image(),
                isPublic.orElse(now.isPublic()),
                membersCanInvite.orElse(now.membersCanInvite()),
                membersCanPin.orElse(now.membersCanPin()));
    }
}

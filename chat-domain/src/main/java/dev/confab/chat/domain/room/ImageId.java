package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** The id of an image. */
public record ImageId(UUID value) {

    public ImageId {
        requireNonNull(value);
    }

    /**
     * Parses an id from outside.
     *
     * @throws Refusal.NotFound if the text is not an id, because it then identifies nothing
     */
    public static ImageId parse(String text) {
        return new ImageId(Uuids.parse(text).orElseThrow(() -> new Refusal.NotFound("image")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

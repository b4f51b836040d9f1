package dev.confab.chat.domain.room;

import static java.util.Objects.requireNonNull;

import dev.confab.chat.domain.Refusal;
import dev.confab.chat.domain.Uuids;
import java.util.UUID;

/** Identifies one image. */
public record ImageId(UUID value) {

    public ImageId {
        requireNonNull(value);
    }

    /** Reads an id that came from outside; what is no id names nothing that exists. */
    public static ImageId parse(String text) {
        return new ImageId(Uuids.read(text).orElseThrow(() -> new Refusal.NotFound("image")));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

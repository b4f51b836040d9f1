package dev.confab.chat.adapter.wire;

import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import java.util.Locale;

/** A file that JSON refers to. Clients receive its absolute, signed URL, see {@link FileUrls}. */
public record FileLink(ImageId image, Rendition rendition) {

    /** Returns the path of the file on this server. */
    String path() {
        return "/api/v1/chat/images/" + image + "/" + rendition.name().toLowerCase(Locale.ROOT) + "/";
    }
}

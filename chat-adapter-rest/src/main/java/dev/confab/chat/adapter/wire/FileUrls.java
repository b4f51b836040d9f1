package dev.confab.chat.adapter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import java.io.ByteArrayOutputStream;

/**
 * The absolute, signed URLs of files for clients at one base URL.
 *
 * <p>JSON is encoded once for all base URLs, with a slot for each file: a string that begins with a control character.
 * JSON never contains unescaped control characters, so texts of users cannot forge a slot. {@link #fill} replaces the slots
 * when the JSON is sent; JSON without files is sent unchanged.
 */
public record FileUrls(FileSigner signer, BaseUrl base) {

    private static final byte MARK = 1;
    private static final int ID_LENGTH = 36;

    /** A slot consists of the mark, the rendition and the id. */
    private static final int SLOT_LENGTH = 2 + ID_LENGTH;

    private static final int URL_LENGTH = 200;

    /** Returns the slot of {@code file}: a JSON string. */
    static String slot(FileLink file) {
        return "\"" + (char) MARK + code(file.rendition()) + file.image() + "\"";
    }

    private static char code(Rendition rendition) {
        return switch (rendition) {
            case FILE -> 'f';
            case THUMBNAIL -> 't';
        };
    }

    /** Whether {@code json} contains a slot. */
    public static boolean hasSlots(byte[] json) {
        return nextSlot(json, 0) >= 0;
    }

    /** Returns {@code json} with the URLs of its files in place of the slots. */
    public byte[] fill(byte[] json) {
        int slot = nextSlot(json, 0);
        if (slot < 0) {
            return json;
        }
        var filled = new ByteArrayOutputStream(json.length + URL_LENGTH);
        int done = 0;
        for (; slot >= 0; slot = nextSlot(json, done)) {
            filled.write(json, done, slot - done);
            filled.writeBytes(urlOf(read(json, slot)).getBytes(US_ASCII));
            done = slot + SLOT_LENGTH;
        }
        filled.write(json, done, json.length - done);
        return filled.toByteArray();
    }

    private static int nextSlot(byte[] json, int from) {
        for (int i = from; i < json.length; i++) {
            if (json[i] == MARK) {
                return i;
            }
        }
        return -1;
    }

    private static FileLink read(byte[] json, int slot) {
        var rendition = json[slot + 1] == code(Rendition.FILE) ? Rendition.FILE : Rendition.THUMBNAIL;
        return new FileLink(ImageId.parse(new String(json, slot + 2, ID_LENGTH, US_ASCII)), rendition);
    }

    /** Returns the absolute URL of {@code file}, which is valid for one to two hours. */
    public String urlOf(FileLink file) {
        return base.resolve(signer.sign(file));
    }
}

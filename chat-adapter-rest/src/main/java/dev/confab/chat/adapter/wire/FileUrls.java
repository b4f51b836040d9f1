package dev.confab.chat.adapter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.confab.chat.domain.room.Image.Rendition;
import dev.confab.chat.domain.room.ImageId;
import java.io.ByteArrayOutputStream;

/**
 * The URLs of files as the clients at one base URL need them: absolute, and signed so that they load without a header.
 *
 * <p>JSON is encoded once for readers at whatever base URL, with a slot for each file: a string that begins with a
 * control character. JSON text never contains one of those as such, so a slot cannot be mistaken, or forged by what
 * people wrote. {@link #fill} replaces the slots when the JSON is sent; JSON without files is sent as it is.
 */
public record FileUrls(FileSigner signer, BaseUrl base) {

    private static final byte MARK = 1;
    private static final int ID_LENGTH = 36;

    /** The mark, the rendition, the id. */
    private static final int SLOT_LENGTH = 2 + ID_LENGTH;

    private static final int URL_LENGTH = 200;

    /** The JSON string that stands for {@code file} until the URL is known. */
    static String slot(FileLink file) {
        return "\"" + (char) MARK + code(file.rendition()) + file.image() + "\"";
    }

    private static char code(Rendition rendition) {
        return switch (rendition) {
            case FILE -> 'f';
            case THUMBNAIL -> 't';
        };
    }

    /** Has {@code json} a slot? */
    public static boolean hasSlots(byte[] json) {
        return nextSlot(json, 0) >= 0;
    }

    /** Returns {@code json}, as {@link Json} wrote it, with the URLs of the files in it. */
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

    /** The absolute URL of {@code file}, good for one to two hours and the same for an hour. */
    public String urlOf(FileLink file) {
        return base.resolve(signer.sign(file));
    }
}

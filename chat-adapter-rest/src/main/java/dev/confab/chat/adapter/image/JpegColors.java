package dev.confab.chat.adapter.image;

import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the channels of a JPEG, by the rules of libjpeg, which all browsers follow, and its color profile.
 * Contradictory markers are common: a JFIF segment overrules Adobe's, and has no meaning for four channels.
 */
final class JpegColors {

    private static final int JFIF_LENGTH = 14;
    private static final int ADOBE_LENGTH = 12;
    private static final String RGB_IDS = "RGB";

    private static final byte[] JFIF = {
        (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_WITHOUT_TRANSFORM = {
        (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    private final SortedMap<Integer, byte[]> profileParts = new TreeMap<>();
    private int profilePartCount;
    private int profileLength;
    private boolean hasJfif;
    private @Nullable Integer adobeTransform;
    private String componentIds = "";

    void addJfif(ByteReader segment) {
        hasJfif |= segment.startsWith("JFIF\0") && segment.left() >= JFIF_LENGTH;
    }

    void addAdobe(ByteReader segment) {
        if (segment.startsWith("Adobe") && segment.left() >= ADOBE_LENGTH) {
            segment.skip(ADOBE_LENGTH - 1L);
            adobeTransform = segment.next();
        }
    }

    /** Adds a part of a profile. Parts are numbered from 1 and may be in any order. */
    void addProfilePart(ByteReader segment) {
        if (!segment.startsWith("ICC_PROFILE\0") || segment.left() < 14) {
            return;
        }
        segment.skip(12);
        int number = segment.next();
        profilePartCount = segment.next();
        var part = segment.rest();
        profileLength += part.length;
        if (profileLength <= IccTransform.MAX_BYTES) {
            profileParts.putIfAbsent(number, part);
        }
    }

    void addComponent(int id) {
        componentIds += (char) id;
    }

    int channels() {
        return componentIds.length();
    }

    boolean isYcck() {
        return channels() == 4 && adobeTransform != null && adobeTransform != 0;
    }

    private boolean isRgb() {
        if (hasJfif) {
            return false;
        }
        return adobeTransform == null ? componentIds.equals(RGB_IDS) : adobeTransform == 0;
    }

    /** Returns the marker that makes a decoder read three channels in this way and four channels raw. */
    byte[] marker() {
        boolean isAsItIs = channels() == 4 || (channels() == 3 && isRgb());
        return (isAsItIs ? ADOBE_WITHOUT_TRANSFORM : JFIF).clone();
    }

    /** Returns the conversion of one or three channels; null if none is needed. */
    @Nullable
    ColorTransform transform() {
        var profile = profile();
        if (profile == null) {
            return null;
        }
        var gray = channels() == 1 ? IccTransform.of(profile, true) : null;
        return ColorTransform.ifNoticeable(gray == null ? IccTransform.of(profile, false) : gray);
    }

    /** Returns the conversion of four channels. */
    Inks inks() {
        var profile = profile();
        return new Inks(isYcck(), profile == null ? null : IccTransform.ofInks(profile));
    }

    private byte @Nullable [] profile() {
        boolean isWhole = !profileParts.isEmpty()
                && profileParts.size() == profilePartCount
                && profileParts.firstKey() == 1
                && profileParts.lastKey() == profilePartCount;
        if (!isWhole) {
            return null;
        }
        var profile = new ByteArrayOutputStream();
        profileParts.values().forEach(profile::writeBytes);
        return profile.toByteArray();
    }
}

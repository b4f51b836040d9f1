package dev.confab.chat.adapter.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param start its first byte
 * @param length 0 for a part that is not there
 */
record ByteRange(long start, long length) {

    private static final ByteRange NOTHING = new ByteRange(0, 0);
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The part that a header asks for; null for all: that is what one of several parts, or nonsense, gets. */
    static @Nullable ByteRange read(@Nullable String header, long size) {
        var range = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || (range.group(1) + range.group(2)).isEmpty()) {
            return null;
        }
        var from = range.group(1);
        var to = range.group(2);
        if (from.isEmpty()) {
            long length = Math.min(Long.parseLong(to), size);
            return length == 0 ? NOTHING : new ByteRange(size - length, length);
        }
        long start = Long.parseLong(from);
        long end = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        boolean isBackwards = !to.isEmpty() && Long.parseLong(to) < start;
        if (isBackwards) {
            return null;
        }
        return start >= size ? NOTHING : new ByteRange(start, end - start + 1);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** As the header Content-Range has it. */
    String of(long size) {
        return "bytes " + start + "-" + (start + length - 1) + "/" + size;
    }
}

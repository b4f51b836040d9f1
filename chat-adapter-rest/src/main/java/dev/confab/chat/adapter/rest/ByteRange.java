package dev.confab.chat.adapter.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of the bytes of a file.
 *
 * @param start offset of the first byte
 * @param length 0 if the range lies outside of the file
 */
record ByteRange(long start, long length) {

    private static final ByteRange EMPTY = new ByteRange(0, 0);
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Returns the range of a {@code Range} header; null, meaning the whole file, for several ranges or a malformed header. */
    static @Nullable ByteRange read(@Nullable String header, long size) {
        var range = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || (range.group(1) + range.group(2)).isEmpty()) {
            return null;
        }
        var from = range.group(1);
        var to = range.group(2);
        if (from.isEmpty()) {
            long length = Math.min(Long.parseLong(to), size);
            return length == 0 ? EMPTY : new ByteRange(size - length, length);
        }
        long start = Long.parseLong(from);
        long end = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        boolean isBackwards = !to.isEmpty() && Long.parseLong(to) < start;
        if (isBackwards) {
            return null;
        }
        return start >= size ? EMPTY : new ByteRange(start, end - start + 1);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Returns the value of the {@code Content-Range} header. */
    String toContentRange(long size) {
        return "bytes " + start + "-" + (start + length - 1) + "/" + size;
    }
}

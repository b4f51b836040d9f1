package dev.confab.chat.adapter.image;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The coefficients of a JPEG that its scans contain, and their precision: progressive files refine them bit by bit. */
final class ScanCoverage {

    private static final int COEFFICIENTS = 64;
    private static final byte MISSING = Byte.MAX_VALUE;

    /** The number of missing low bits of each coefficient, by component. */
    private final Map<Integer, byte[]> missingBits = new HashMap<>();

    void addComponent(int id) {
        var bits = new byte[COEFFICIENTS];
        Arrays.fill(bits, MISSING);
        missingBits.put(id, bits);
    }

    /** Adds a scan, given the header before its data. */
    void addScan(ByteReader header, boolean isProgressive) {
        int count = header.next();
        var ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = header.next();
            header.skip(1);
        }
        int first = header.next();
        int last = header.next();
        int low = header.next() & 0x0f;
        for (int id : ids) {
            var bits = missingBits.get(id);
            if (bits == null || first > last || last >= COEFFICIENTS) {
                continue;
            }
            if (isProgressive) {
                Arrays.fill(bits, first, last + 1, (byte) low);
            } else {
                Arrays.fill(bits, (byte) 0);
            }
        }
    }

    /** Whether all bits of all coefficients are present. */
    boolean isComplete() {
        return missingBits.values().stream().allMatch(ScanCoverage::isComplete);
    }

    private static boolean isComplete(byte[] bits) {
        int missing = 0;
        for (byte bit : bits) {
            missing |= bit;
        }
        return missing == 0;
    }
}

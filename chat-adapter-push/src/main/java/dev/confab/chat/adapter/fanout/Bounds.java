package dev.confab.chat.adapter.fanout;

/** How much may wait in a queue; a single parcel may be larger than {@code bytes}. */
record Bounds(int parcels, long bytes) {

    static final Bounds STANDARD = new Bounds(10_000, 16 << 20);

    Bounds sharedBy(int queues) {
        return new Bounds(parcels / queues, bytes / queues);
    }
}

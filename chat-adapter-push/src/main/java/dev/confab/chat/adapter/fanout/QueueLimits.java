package dev.confab.chat.adapter.fanout;

/** How much may wait in a queue; a single parcel may be larger than {@code bytes}. */
record QueueLimits(int parcels, long bytes) {

    static final QueueLimits STANDARD = new QueueLimits(10_000, 16 << 20);

    QueueLimits sharedBy(int queues) {
        return new QueueLimits(parcels / queues, bytes / queues);
    }
}

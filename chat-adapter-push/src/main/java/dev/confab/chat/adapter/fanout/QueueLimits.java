package dev.confab.chat.adapter.fanout;

/** Limits of a queue. A single message may exceed {@code bytes}. */
record QueueLimits(int messages, long bytes) {

    static final QueueLimits STANDARD = new QueueLimits(10_000, 16 << 20);

    QueueLimits dividedBy(int queues) {
        return new QueueLimits(messages / queues, bytes / queues);
    }
}

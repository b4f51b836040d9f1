package dev.confab.chat.adapter.ws;

import java.util.List;

/** The network side of one connection. No method blocks or throws. */
interface Transport {

    /**
     * Writes frames, in one write if the network takes it. The caller waits for {@code completion} before the next call.
     *
     * @param frames at least one
     * @param completion called once, on any thread
     */
    void send(List<EncodedFrame> frames, Completion completion);

    /** Sends a ping. If a write is in progress, the ping follows it. */
    void ping();

    /** Sends a close frame after the frames that were given to {@link #send}. */
    void close(CloseCode code);

    /** Closes the network connection without a close frame. */
    void abort();

    /** Receives the result of a write. */
    interface Completion {

        /** All frames were written. */
        void onSent();

        /** The frames were not or only partly written. The transport cannot be used again. */
        void onFailed();
    }
}

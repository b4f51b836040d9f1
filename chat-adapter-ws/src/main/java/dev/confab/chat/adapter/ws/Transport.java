package dev.confab.chat.adapter.ws;

import java.util.List;

/** The network end of one connection. Nothing here blocks or throws. */
interface Transport {

    /**
     * Writes frames, in one go as far as the network takes it, and calls {@code done} once, on whatever thread; the next
     * may only come after that.
     *
     * @param frames at least one
     */
    void send(List<EncodedFrame> frames, Done done);

    /** May come while frames are being written: then it goes behind those. */
    void ping();

    /** Says goodbye; what was given to {@link #send} goes before it. */
    void close(CloseCode code);

    /** Cuts the connection. */
    void cut();

    /** Hears what became of the frames. */
    interface Done {

        /** They have left. */
        void sent();

        /** They have not, or not all, and nothing will any more. */
        void failed();
    }
}

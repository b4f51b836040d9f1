package dev.confab.chat.adapter.ws;

/** The network end of one connection. Nothing here blocks or throws. */
interface Wire {

    /** Writes one frame and calls {@code done} once, on whatever thread; the next may only come after that. */
    void send(String text, Done done);

    void ping();

    /** Says goodbye; what was given to {@link #send} goes before it. */
    void close(CloseCode code);

    /** Cuts the connection. */
    void cut();

    /** Hears what became of a frame. */
    interface Done {

        /** The frame has left. */
        void sent();

        /** It has not, and nothing will any more. */
        void failed();
    }
}

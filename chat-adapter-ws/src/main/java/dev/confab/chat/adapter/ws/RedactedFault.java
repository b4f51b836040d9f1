package dev.confab.chat.adapter.ws;

/** Faults in the log: where they happened, without what they say, which may come from what people wrote. */
final class RedactedFault {

    private RedactedFault() {}

    static Throwable withoutMessage(Throwable fault) {
        var bare = new IllegalStateException(fault.getClass().getName());
        bare.setStackTrace(fault.getStackTrace());
        return bare;
    }
}

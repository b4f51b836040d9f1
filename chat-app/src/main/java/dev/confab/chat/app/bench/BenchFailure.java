package dev.confab.chat.app.bench;

/** The reason why a run cannot continue. The message is for the user of the tool. */
final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchFailure(String message) {
        super(message);
    }

    BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.confab.chat.domain.port;

/** Something outside that is needed cannot be reached at the moment; the same request may work a little later. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String what, Throwable cause) {
        super(what, cause);
    }
}

package dev.confab.chat.app.client;

import dev.confab.chat.app.protocol.Credentials;
import dev.confab.chat.app.protocol.Fault;
import dev.confab.chat.app.protocol.Http;
import dev.confab.chat.app.protocol.Tokens;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Logging in and signing up, with the questions that a person is asked. */
final class SignIn {

    static final String PASSWORD_PROMPT = "Password (press Enter to create an account): ";

    private static final int MAX_TRIES = 3;

    /** The longest wait that a rate limit of the server may ask for. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Http http;
    private final Screen screen;

    SignIn(Http http, Screen screen) {
        this.http = http;
        this.screen = screen;
    }

    /**
     * Logs in without a question.
     *
     * @param mayBeNew whether the account is created if it does not exist
     */
    Tokens withPassword(Credentials credentials, boolean mayBeNew) {
        if (mayBeNew) {
            signUpUnlessTaken(credentials);
        }
        return logIn(credentials);
    }

    private void signUpUnlessTaken(Credentials credentials) {
        try {
            signUp(credentials);
        } catch (Fault.Refused refused) {
            if (!isTaken(refused)) {
                throw refused;
            }
        }
    }

    private static boolean isTaken(Fault.Refused refused) {
        return refused.status() == 400 && "username".equals(refused.field());
    }

    /**
     * Asks for the password. If the answer is empty, asks for a new password and creates an account.
     *
     * @param isNew whether the account is created without asking for a password first
     * @return empty if the input ends
     * @throws Fault if the server refuses for another reason than the password, or after {@value #MAX_TRIES} attempts
     */
    Optional<Tokens> asking(String user, boolean isNew) {
        return isNew ? askAndSignUp(user) : askAndLogIn(user);
    }

    private Optional<Tokens> askAndLogIn(String user) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var password = screen.askSecret(PASSWORD_PROMPT);
            if (password == null) {
                return Optional.empty();
            }
            if (password.isEmpty()) {
                return askAndSignUp(user);
            }
            var tokens = unlessRefused(() -> logIn(new Credentials(user, password)));
            if (tokens.isPresent()) {
                return tokens;
            }
        }
        throw new Fault.SignedOut("Not signed in.");
    }

    private Optional<Tokens> askAndSignUp(String user) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var password = screen.askSecret("Choose a password: ");
            var repeated = password == null ? null : screen.askSecret("Repeat the password: ");
            if (password == null || repeated == null) {
                return Optional.empty();
            }
            var tokens = password.equals(repeated)
                    ? unlessRefused(() -> signUpAndLogIn(new Credentials(user, password)))
                    : mismatch();
            if (tokens.isPresent()) {
                return tokens;
            }
        }
        throw new Fault.SignedOut("Not signed up.");
    }

    private Optional<Tokens> mismatch() {
        screen.note("The passwords do not match.");
        return Optional.empty();
    }

    /** Shows a refusal that the user can correct and returns empty; rethrows every other. */
    private Optional<Tokens> unlessRefused(Supplier<Tokens> attempt) {
        try {
            return Optional.of(attempt.get());
        } catch (Fault.Refused refused) {
            if (refused.status() != 400 && refused.status() != 401) {
                throw refused;
            }
            screen.note(refused.reason());
            return Optional.empty();
        }
    }

    private Tokens signUpAndLogIn(Credentials credentials) {
        signUp(credentials);
        screen.note("Welcome, " + TerminalText.line(credentials.user()) + "!");
        return logIn(credentials);
    }

    private void signUp(Credentials credentials) {
        retrying(() -> Tokens.signUp(http, credentials));
    }

    private Tokens logIn(Credentials credentials) {
        return retrying(() -> Tokens.logIn(http, credentials));
    }

    private <T> T retrying(Supplier<T> call) {
        try {
            return call.get();
        } catch (Fault.Refused refused) {
            var wait = refused.retryAfter();
            if (!refused.isTransient() || wait == null || wait.compareTo(MAX_WAIT) > 0) {
                throw refused;
            }
            screen.note("Rate limit reached, waiting " + wait.toSeconds() + " s…");
            sleep(wait);
            return call.get();
        }
    }

    private static void sleep(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.confab.chat.app.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Signs a person in, or signs up a new one. */
final class SignIn {

    static final String PASSWORD_PROMPT = "Password (press Enter to create an account): ";

    private static final int MAX_TRIES = 3;

    /** A server that has had too many calls is left alone for as long as it says, up to this. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Http http;
    private final Screen screen;

    SignIn(Http http, Screen screen) {
        this.http = http;
        this.screen = screen;
    }

    /**
     * Signs in without a question.
     *
     * @param mayBeNew opens the account first if there is none of that name
     */
    Tokens withPassword(Credentials who, boolean mayBeNew) {
        if (mayBeNew) {
            signUpUnlessTaken(who);
        }
        return logIn(who);
    }

    private void signUpUnlessTaken(Credentials who) {
        try {
            signUp(who);
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
     * Asks for the password. Whoever enters none is asked to choose one, and an account is created.
     *
     * @param isNew true to create the account at once
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

    /** Shows a refusal that the person can correct, and returns empty; rethrows every other. */
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

    private Tokens signUpAndLogIn(Credentials who) {
        signUp(who);
        screen.note("Welcome, " + TerminalText.line(who.user()) + "!");
        return logIn(who);
    }

    private void signUp(Credentials who) {
        var request = Http.object().put("username", who.user()).put("password", who.password());
        patiently(() -> http.call("POST", "/api/v1/auth/signup/", request, null));
    }

    private Tokens logIn(Credentials who) {
        return patiently(() -> Tokens.signIn(http, who));
    }

    private <T> T patiently(Supplier<T> call) {
        try {
            return call.get();
        } catch (Fault.Refused refused) {
            var wait = refused.retryAfter();
            if (!refused.passes() || wait == null || wait.compareTo(MAX_WAIT) > 0) {
                throw refused;
            }
            screen.note("The server asks to wait for " + wait.toSeconds() + " s…");
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

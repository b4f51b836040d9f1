package dev.confab.chat.app.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out who is there: signs in, and signs up who is new. */
final class SignIn {

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
     * Asks for the password, and whether to sign up when it does not fit.
     *
     * @return empty if the person gives up
     * @throws Fault if the server cannot help, or after {@value #MAX_TRIES} tries
     */
    Optional<Tokens> asking(String user, boolean isNew) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            var password = screen.askSecret(isNew ? "Choose a password: " : "Password: ");
            if (password == null) {
                return Optional.empty();
            }
            var tokens = attempt(new Credentials(user, password), isNew);
            if (tokens.isPresent()) {
                return tokens;
            }
        }
        throw new Fault.SignedOut("Not signed in.");
    }

    private Optional<Tokens> attempt(Credentials who, boolean isNew) {
        try {
            if (!isNew) {
                return Optional.of(logIn(who));
            }
        } catch (Fault.Refused refused) {
            tell(refused);
        }
        try {
            return isNew || wantsToSignUp(who.user()) ? signUpRepeated(who) : Optional.empty();
        } catch (Fault.Refused refused) {
            tell(refused);
            return Optional.empty();
        }
    }

    /** Tells what the person can do something about; everything else is thrown on. */
    private void tell(Fault.Refused refused) {
        if (refused.status() != 400 && refused.status() != 401) {
            throw refused;
        }
        screen.note(refused.reason());
    }

    private boolean wantsToSignUp(String user) {
        var answer = screen.ask("Is " + Printable.line(user) + " new here? Sign up? [y/N] ");
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }

    private Optional<Tokens> signUpRepeated(Credentials who) {
        var again = screen.askSecret("The same password again: ");
        if (!who.password().equals(again)) {
            screen.note("These were not the same.");
            return Optional.empty();
        }
        signUp(who);
        screen.note("Welcome, " + who.user() + "!");
        return Optional.of(logIn(who));
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

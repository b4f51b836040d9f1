package dev.confab.chat.adapter.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** Who we are for Google, and the access token that proves it; it is fetched and renewed when it is needed. */
final class ServiceAccount {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

    private final ServiceAccountCredentials credentials;
    private final String project;
    private final ReentrantLock renewing = new ReentrantLock();

    private ServiceAccount(ServiceAccountCredentials credentials, String project) {
        this.credentials = credentials;
        this.project = project;
    }

    static ServiceAccount read(String json) {
        try {
            var read = ServiceAccountCredentials.fromStream(new ByteArrayInputStream(json.getBytes(UTF_8)));
            var project = read.getProjectId();
            if (project == null) {
                throw new IOException("there is no project_id");
            }
            return new ServiceAccount((ServiceAccountCredentials) read.createScoped(SCOPE), project);
        } catch (IOException | ClassCastException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException("must be the service account of a Firebase project as JSON", malformed);
        }
    }

    String project() {
        return project;
    }

    /**
     * A token that should be good; the same for everybody until it is about to expire.
     *
     * @throws IOException if there is none to be had
     */
    String token() throws IOException {
        credentials.refreshIfExpired();
        return current();
    }

    /** Gets another token in the place of {@code refused}, once for all who were refused with it. */
    String tokenInsteadOf(String refused) throws IOException {
        renewing.lock();
        try {
            if (current().equals(refused)) {
                credentials.refresh();
            }
            return current();
        } finally {
            renewing.unlock();
        }
    }

    private String current() throws IOException {
        var token = credentials.getAccessToken();
        if (token == null) {
            throw new IOException("no token");
        }
        return token.getTokenValue();
    }
}

package dev.confab.chat.adapter.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A Google service account and its access token, which is fetched and renewed on demand. Thread-safe. */
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
                throw new IOException("project_id is missing");
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
     * Returns a token that should be valid. All callers share it until it is about to expire.
     *
     * @throws IOException if Google cannot be reached or refuses the account
     */
    String token() throws IOException {
        credentials.refreshIfExpired();
        return current();
    }

    /** Returns another token than {@code refused}. It is fetched once for all callers that were refused. */
    String replaceToken(String refused) throws IOException {
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
            throw new IOException("No access token");
        }
        return token.getTokenValue();
    }
}

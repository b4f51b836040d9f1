package dev.confab.chat.adapter.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A fake of Firebase Cloud Messaging and of Google's token endpoint: HTTP/2 over TLS with a limit of 100 streams, access
 * tokens for a signed assertion, errors with their details, and simulated network faults.
 */
public final class FakeFirebase implements AutoCloseable {

    public static final String PROJECT = "confab-test";

    private static final int MAX_STREAMS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Faults of one push. */
    public enum Fault {
        NONE,
        TOO_MANY,
        UNAVAILABLE,
        INTERNAL,
        /** The push is not delivered, and the stream is reset. */
        RESET,
        /** The push is delivered, but the stream is reset within the response. */
        ANSWER_LOST,
        SLOW,
        /** The access token is refused. */
        TOKEN_REVOKED,
        INVALID,
        FORBIDDEN,
        NOT_FOUND
    }

    /** A push that has arrived at a device. */
    public record Arrived(String device, JsonNode message) {

        public String messageId() {
            return message.at("/data/message_id").asText();
        }

        /** Returns the tag: a notification replaces an earlier one with the same tag. */
        String tag() {
            return message.at("/android/notification/tag").asText();
        }
    }

    private final Server server = new Server();
    private final ServerConnector secure;
    private final ServerConnector plain;
    private final SSLContext trust;
    private final Path trustStore;
    private final FirebaseHandler handler = new FirebaseHandler();

    private FakeFirebase(Path folder) throws Exception {
        var trusted = FirebaseKeys.trustStore();
        trust = FirebaseKeys.trusting(trusted);
        trustStore = folder.resolve("trusted.p12");
        try (var file = Files.newOutputStream(trustStore)) {
            trusted.store(file, FirebaseKeys.PASSWORD.toCharArray());
        }
        secure = secureConnector();
        plain = new ServerConnector(server, new HttpConnectionFactory());
        for (var connector : new ServerConnector[] {secure, plain}) {
            connector.setHost("localhost");
            server.addConnector(connector);
        }
        server.setHandler(handler);
        server.start();
    }

    public static FakeFirebase start(Path folder) {
        try {
            return new FakeFirebase(folder);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private ServerConnector secureConnector() {
        var config = new HttpConfiguration();
        config.addCustomizer(new SecureRequestCustomizer());
        var http2 = new HTTP2ServerConnectionFactory(config);
        http2.setMaxConcurrentStreams(MAX_STREAMS);
        http2.setRateControlFactory(new RateControl.Factory() {});
        var alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol("http/1.1");
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(FirebaseKeys.SERVER);
        tls.setKeyStorePassword(FirebaseKeys.PASSWORD);
        return new ServerConnector(
                server,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                http2,
                new HttpConnectionFactory(config));
    }

    public URI url() {
        return URI.create("https://localhost:" + secure.getLocalPort());
    }

    /** Returns a context that trusts this server. */
    public SSLContext trust() {
        return trust;
    }

    /** Returns the options of a JVM that trusts this server. */
    public String trustOptions() {
        return "-Djavax.net.ssl.trustStore=" + trustStore + " -Djavax.net.ssl.trustStorePassword="
                + FirebaseKeys.PASSWORD;
    }

    /** Returns the service account file of the project. */
    public String credentials() {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(FirebaseKeys.ACCOUNT.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        var file = JSON.createObjectNode();
        file.put("type", "service_account").put("project_id", PROJECT);
        file.put("private_key_id", "1").put("private_key", pem);
        file.put("client_email", "confab@example.iam.gserviceaccount.com").put("client_id", "1");
        file.put("token_uri", tokenUri());
        return file.toString();
    }

    private String tokenUri() {
        return "http://localhost:" + plain.getLocalPort() + "/token";
    }

    /** Simulates the faults that {@code choice} returns for a device. */
    public void fail(Function<String, Fault> choice) {
        handler.faults = choice;
    }

    public void retryAfter(String text) {
        handler.retryAfter = text;
    }

    /** Refuses access tokens, or grants them again. */
    void refuseTokens(boolean refuse) {
        handler.refusesTokens = refuse;
    }

    void revokeTokens() {
        handler.tokens.incrementAndGet();
    }

    public void unregister(String device) {
        handler.unregistered.add(device);
    }

    /** Returns the pushes that have arrived at devices. */
    public List<Arrived> arrived() {
        return handler.arrived();
    }

    int requests() {
        return handler.requests.get();
    }

    int maxStreams() {
        return handler.maxStreams.get();
    }

    Set<String> protocols() {
        return Set.copyOf(handler.protocols);
    }

    int grantedTokens() {
        return handler.tokens.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Returns the tags of the notifications that each device shows. */
    public Map<String, Set<String>> shown() {
        var shown = new ConcurrentHashMap<String, Set<String>>();
        arrived()
                .forEach(push -> shown.computeIfAbsent(push.device(), device -> ConcurrentHashMap.newKeySet())
                        .add(push.tag()));
        return shown;
    }
}

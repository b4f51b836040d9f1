package dev.confab.chat.adapter.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Plays Firebase Cloud Messaging and Google's token endpoint: HTTP/2 by TLS with a limit of 100 streams, access tokens for
 * a signed assertion, errors with their details, and on demand whatever else goes wrong between here and there.
 */
public final class FakeFirebase implements AutoCloseable {

    public static final String PROJECT = "confab-test";

    private static final String PASSWORD = "changeit";
    private static final int STREAMS = 100;
    private static final Set<String> FIELDS = Set.of("token", "notification", "data", "android", "apns", "webpush");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Making them takes seconds. */
    private static final KeyPair KEYS = rsa();

    private static final KeyStore CERTIFICATE = certificate();

    /** What goes wrong with one push. */
    public enum Fault {
        NONE,
        TOO_MANY,
        UNAVAILABLE,
        INTERNAL,
        /** Nothing is delivered, and the stream is reset. */
        RESET,
        /** It is delivered, but the stream is reset before the answer is whole. */
        ANSWER_LOST,
        SLOW,
        /** The access token counts no more. */
        TOKEN_REVOKED,
        INVALID,
        FORBIDDEN,
        NOT_FOUND
    }

    /** One push that has come to a device. */
    public record Arrived(String device, JsonNode message) {

        public String messageId() {
            return message.at("/data/message_id").asText();
        }

        /** What decides on a phone whether it is shown beside another one or in its place. */
        String tag() {
            return message.at("/android/notification/tag").asText();
        }
    }

    private final Server server = new Server();
    private final ServerConnector secure;
    private final ServerConnector plain;
    private final SSLContext trust;
    private final Path trustStore;
    private final Set<String> unregistered = ConcurrentHashMap.newKeySet();
    private final List<Arrived> arrived = new ArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger mostStreams = new AtomicInteger();
    private final Set<String> protocols = ConcurrentHashMap.newKeySet();
    private volatile Function<String, Fault> faults = device -> Fault.NONE;
    private volatile String retryAfter = "1";
    private volatile boolean isLocked;

    private FakeFirebase(Path folder) throws Exception {
        var trusted = trusted(CERTIFICATE);
        trust = trusting(trusted);
        trustStore = folder.resolve("trusted.p12");
        try (var file = Files.newOutputStream(trustStore)) {
            trusted.store(file, PASSWORD.toCharArray());
        }
        secure = secure();
        plain = new ServerConnector(server, new HttpConnectionFactory());
        for (var connector : new ServerConnector[] {secure, plain}) {
            connector.setHost("localhost");
            server.addConnector(connector);
        }
        server.setHandler(new Answering());
        server.start();
    }

    public static FakeFirebase start(Path folder) {
        try {
            return new FakeFirebase(folder);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private ServerConnector secure() {
        var config = new HttpConfiguration();
        config.addCustomizer(new SecureRequestCustomizer());
        var http2 = new HTTP2ServerConnectionFactory(config);
        http2.setMaxConcurrentStreams(STREAMS);
        http2.setRateControlFactory(new RateControl.Factory() {});
        var alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol("http/1.1");
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(CERTIFICATE);
        tls.setKeyStorePassword(PASSWORD);
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

    /** Whom to trust, so as to believe that this is Firebase. */
    public SSLContext trust() {
        return trust;
    }

    /** The options of a JVM that is to believe the same. */
    public String trustOptions() {
        return "-Djavax.net.ssl.trustStore=" + trustStore + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
    }

    /** The file that Google gives to the owner of a project. */
    public String credentials() {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
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

    /** From now on pushes to a device go wrong as {@code choice} says. */
    public void fail(Function<String, Fault> choice) {
        faults = choice;
    }

    public void retryAfter(String text) {
        retryAfter = text;
    }

    /** From now on nobody gets an access token. */
    void lock(boolean lock) {
        isLocked = lock;
    }

    void revokeTokens() {
        tokens.incrementAndGet();
    }

    public void unregister(String device) {
        unregistered.add(device);
    }

    /** All that came to devices so far. */
    public List<Arrived> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }

    int requests() {
        return requests.get();
    }

    int mostStreams() {
        return mostStreams.get();
    }

    Set<String> protocols() {
        return Set.copyOf(protocols);
    }

    int tokensGiven() {
        return tokens.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var path = Request.getPathInContext(request);
            var body = Content.Source.asString(request, UTF_8);
            if (path.equals("/token")) {
                answerToken(response, callback, body);
            } else if (path.equals("/v1/projects/" + PROJECT + "/messages:send")) {
                count(request);
                send(request, response, Callback.from(callback, streams::decrementAndGet), body);
            } else {
                error(response, callback, 404, "NOT_FOUND", null);
            }
            return true;
        }
    }

    private void count(Request request) {
        requests.incrementAndGet();
        protocols.add(request.getConnectionMetaData().getProtocol());
        mostStreams.accumulateAndGet(streams.incrementAndGet(), Math::max);
    }

    private void answerToken(Response response, Callback callback, String form) throws GeneralSecurityException {
        if (isLocked || !isSigned(form)) {
            answer(response, callback, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            answer(
                    response,
                    callback,
                    200,
                    "{\"access_token\":\"token-" + tokens.incrementAndGet()
                            + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
        }
    }

    private boolean isSigned(String form) throws GeneralSecurityException {
        var fields = form.split("&", -1);
        var assertion = URLDecoder.decode(value(fields, "assertion="), UTF_8).split("\\.", -1);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((assertion[0] + "." + assertion[1]).getBytes(UTF_8));
        var claims = tree(new String(Base64.getUrlDecoder().decode(assertion[1]), UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(assertion[2]))
                && URLDecoder.decode(value(fields, "grant_type="), UTF_8)
                        .equals("urn:ietf:params:oauth:grant-type:jwt-bearer")
                && claims.path("aud").asText().endsWith("/token")
                && claims.path("scope").asText().contains("firebase.messaging");
    }

    private static String value(String[] fields, String name) {
        for (var field : fields) {
            if (field.startsWith(name)) {
                return field.substring(name.length());
            }
        }
        return "";
    }

    private void send(Request request, Response response, Callback callback, String body) {
        if (!("Bearer token-" + tokens.get()).equals(request.getHeaders().get("Authorization"))) {
            error(response, callback, 401, "UNAUTHENTICATED", null);
            return;
        }
        var message = tree(body).path("message");
        var device = message.path("token").asText();
        if (!isWellFormed(message, body)) {
            error(response, callback, 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
        } else if (unregistered.contains(device)) {
            error(response, callback, 404, "NOT_FOUND", "UNREGISTERED");
        } else {
            send(response, callback, new Arrived(device, message), faults.apply(device));
        }
    }

    /** Firebase takes no fields that it does not know, only texts as data, and 4,096 bytes. */
    private static boolean isWellFormed(JsonNode message, String body) {
        boolean known = message.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()));
        boolean texts = message.path("data").properties().stream()
                .allMatch(field -> field.getValue().isTextual());
        boolean topic = message.at("/webpush/headers/Topic").asText().length() <= 32;
        return known && texts && topic && body.getBytes(UTF_8).length <= 4_096;
    }

    private void send(Response response, Callback callback, Arrived push, Fault fault) {
        switch (fault) {
            case NONE -> deliver(response, callback, push);
            case TOO_MANY -> {
                response.getHeaders().put("Retry-After", retryAfter);
                error(response, callback, 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED");
            }
            case UNAVAILABLE -> {
                response.getHeaders().put("Retry-After", retryAfter);
                error(response, callback, 503, "UNAVAILABLE", "UNAVAILABLE");
            }
            case INTERNAL -> error(response, callback, 500, "INTERNAL", "INTERNAL");
            case RESET -> reset(response, callback);
            case ANSWER_LOST -> {
                keep(push);
                reset(response, callback);
            }
            case SLOW -> later(() -> deliver(response, callback, push));
            case TOKEN_REVOKED -> {
                revokeTokens();
                error(response, callback, 401, "UNAUTHENTICATED", null);
            }
            case INVALID -> error(response, callback, 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
            case FORBIDDEN -> error(response, callback, 403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH");
            case NOT_FOUND -> error(response, callback, 404, "NOT_FOUND", null);
        }
    }

    private static void later(Runnable answer) {
        Executor delayed = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);
        delayed.execute(answer);
    }

    private void deliver(Response response, Callback callback, Arrived push) {
        keep(push);
        answer(response, callback, 200, "{\"name\":\"projects/" + PROJECT + "/messages/1\"}");
    }

    private void keep(Arrived push) {
        synchronized (arrived) {
            arrived.add(push);
        }
    }

    /** A part of an answer that promises more, and then nothing. */
    private static void reset(Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put("Content-Length", 1_000);
        response.write(
                false,
                ByteBuffer.wrap("{".getBytes(UTF_8)),
                Callback.from(() -> callback.failed(new IOException("as the test asked for")), callback::failed));
    }

    private static void error(Response response, Callback callback, int status, String name, String code) {
        var body = JSON.createObjectNode();
        var error = body.putObject("error");
        error.put("code", status)
                .put("message", "About a token that is not to be logged.")
                .put("status", name);
        if (code != null) {
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                    .put("errorCode", code);
        }
        answer(response, callback, status, body.toString());
    }

    private static void answer(Response response, Callback callback, int status, String body) {
        response.setStatus(status);
        response.getHeaders().put("Content-Type", "application/json; charset=UTF-8");
        Content.Sink.write(response, true, body, callback);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyStore certificate() {
        try {
            var folder = Files.createTempDirectory("firebase");
            var file = folder.resolve("firebase.p12");
            makeCertificate(file);
            var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            Files.delete(file);
            Files.delete(folder);
            return store;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void makeCertificate(Path file) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "firebase",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        var made = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new AssertionError("keytool");
        }
    }

    private static KeyStore trusted(KeyStore keys) throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("firebase", keys.getCertificate("firebase"));
        return trusted;
    }

    private static SSLContext trusting(KeyStore trusted) throws Exception {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** How often each message was shown by each device, where one of the same tag takes the place of the other. */
    public Map<String, Set<String>> shown() {
        var shown = new ConcurrentHashMap<String, Set<String>>();
        arrived()
                .forEach(push -> shown.computeIfAbsent(push.device(), device -> ConcurrentHashMap.newKeySet())
                        .add(push.tag()));
        return shown;
    }
}

package dev.confab.chat.adapter.fcm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.confab.chat.adapter.fcm.FakeFirebase.Arrived;
import dev.confab.chat.adapter.fcm.FakeFirebase.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The request handler and the state of {@link FakeFirebase}. */
final class FirebaseHandler extends Handler.Abstract {

    private static final Set<String> FIELDS = Set.of("token", "notification", "data", "android", "apns", "webpush");
    private static final ObjectMapper JSON = new ObjectMapper();

    final Set<String> unregistered = ConcurrentHashMap.newKeySet();
    final AtomicInteger tokens = new AtomicInteger();
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger maxStreams = new AtomicInteger();
    final Set<String> protocols = ConcurrentHashMap.newKeySet();
    volatile Function<String, Fault> faults = device -> Fault.NONE;
    volatile String retryAfter = "1";
    volatile boolean refusesTokens;

    private final List<Arrived> arrived = new ArrayList<>();
    private final AtomicInteger streams = new AtomicInteger();

    List<Arrived> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = Request.getPathInContext(request);
        var body = Content.Source.asString(request, UTF_8);
        if (path.equals("/token")) {
            respondToToken(response, callback, body);
        } else if (path.equals("/v1/projects/" + FakeFirebase.PROJECT + "/messages:send")) {
            count(request);
            var end = endOfStream();
            send(request, ending(request, response, end), Callback.from(callback, end), body);
        } else {
            error(response, callback, 404, "NOT_FOUND", null);
        }
        return true;
    }

    private void count(Request request) {
        requests.incrementAndGet();
        protocols.add(request.getConnectionMetaData().getProtocol());
        maxStreams.accumulateAndGet(streams.incrementAndGet(), Math::max);
    }

    /** Returns an action that counts the stream as ended, once. */
    private Runnable endOfStream() {
        var isOpen = new AtomicBoolean(true);
        return () -> {
            if (isOpen.getAndSet(false)) {
                streams.decrementAndGet();
            }
        };
    }

    /** The stream ends before its last frame is written: after that the client may open the next one. */
    private static Response ending(Request request, Response response, Runnable end) {
        return new Response.Wrapper(request, response) {
            @Override
            public void write(boolean last, ByteBuffer content, Callback callback) {
                if (last) {
                    end.run();
                }
                super.write(last, content, callback);
            }
        };
    }

    private void respondToToken(Response response, Callback callback, String form) throws GeneralSecurityException {
        if (refusesTokens || !isSigned(form)) {
            respond(response, callback, 400, "{\"error\":\"invalid_grant\"}");
        } else {
            respond(
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
        signature.initVerify(FirebaseKeys.ACCOUNT.getPublic());
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

    /** Whether Firebase accepts a message: known fields, strings as data, at most 4,096 bytes. */
    private static boolean isWellFormed(JsonNode message, String body) {
        boolean hasKnownFields = message.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()));
        boolean hasStringData = message.path("data").properties().stream()
                .allMatch(field -> field.getValue().isTextual());
        boolean hasShortTopic = message.at("/webpush/headers/Topic").asText().length() <= 32;
        return hasKnownFields && hasStringData && hasShortTopic && body.getBytes(UTF_8).length <= 4_096;
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
                record(push);
                reset(response, callback);
            }
            case SLOW -> delay(() -> deliver(response, callback, push));
            case TOKEN_REVOKED -> {
                tokens.incrementAndGet();
                error(response, callback, 401, "UNAUTHENTICATED", null);
            }
            case INVALID -> error(response, callback, 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
            case FORBIDDEN -> error(response, callback, 403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH");
            case NOT_FOUND -> error(response, callback, 404, "NOT_FOUND", null);
        }
    }

    private static void delay(Runnable response) {
        Executor delayed = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);
        delayed.execute(response);
    }

    private void deliver(Response response, Callback callback, Arrived push) {
        record(push);
        respond(response, callback, 200, "{\"name\":\"projects/" + FakeFirebase.PROJECT + "/messages/1\"}");
    }

    private void record(Arrived push) {
        synchronized (arrived) {
            arrived.add(push);
        }
    }

    /** Sends a part of a response, then resets the stream. */
    private static void reset(Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put("Content-Length", 1_000);
        response.write(
                false,
                ByteBuffer.wrap("{".getBytes(UTF_8)),
                Callback.from(() -> callback.failed(new IOException("Simulated reset")), callback::failed));
    }

    private static void error(Response response, Callback callback, int status, String name, String code) {
        var body = JSON.createObjectNode();
        var error = body.putObject("error");
        error.put("code", status)
                .put("message", "About a token, which must not be logged.")
                .put("status", name);
        if (code != null) {
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                    .put("errorCode", code);
        }
        respond(response, callback, status, body.toString());
    }

    private static void respond(Response response, Callback callback, int status, String body) {
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
}

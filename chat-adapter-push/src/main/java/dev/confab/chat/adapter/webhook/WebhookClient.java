package dev.confab.chat.adapter.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends HTTP/1.1 requests, each on a connection of its own. The client of the JDK is not used: it resolves the name again,
 * so it could connect to another address than the one that was checked.
 */
final class WebhookClient {

    private static final int MAX_HEADER_BYTES = 8_192;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final String RETRY_AFTER = "retry-after:";

    private final WebhookAdapter.NameResolver resolver;
    private final Predicate<InetAddress> isAllowed;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService timer;
    private final Duration timeout;

    WebhookClient(
            WebhookAdapter.NameResolver resolver,
            Predicate<InetAddress> isAllowed,
            SSLSocketFactory tls,
            ScheduledExecutorService timer,
            Duration timeout) {
        this.resolver = resolver;
        this.isAllowed = isAllowed;
        this.tls = tls;
        this.timer = timer;
        this.timeout = timeout;
    }

    /**
     * The status and a header of a response.
     *
     * @param retryAfter the value of {@code Retry-After}, or empty
     */
    record Response(int status, String retryAfter) {}

    /** The URL leads to an address that is not allowed. */
    static final class Forbidden extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Response post(URI to, Map<String, String> headers, String body) throws IOException {
        var address = resolve(to.getHost());
        try (var socket = new Socket()) {
            var timeoutTask = timer.schedule(() -> close(socket), timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                socket.connect(new InetSocketAddress(address, port(to)), (int) timeout.toMillis());
                return exchange(isSecure(to) ? startTls(socket, to) : socket, to, headers, body);
            } finally {
                timeoutTask.cancel(false);
            }
        }
    }

    /** Resolves a name. All its addresses must be allowed, because their order may change with each query. */
    private InetAddress resolve(String host) throws IOException {
        List<InetAddress> all = resolver.resolve(withoutBrackets(host));
        if (all.isEmpty() || !all.stream().allMatch(isAllowed)) {
            throw new Forbidden();
        }
        return all.get(0);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isSecure(URI to) {
        return "https".equalsIgnoreCase(to.getScheme());
    }

    private static int port(URI to) {
        if (to.getPort() >= 0) {
            return to.getPort();
        }
        return isSecure(to) ? 443 : 80;
    }

    private Socket startTls(Socket socket, URI to) throws IOException {
        var secure = (SSLSocket) tls.createSocket(socket, withoutBrackets(to.getHost()), port(to), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static Response exchange(Socket socket, URI to, Map<String, String> headers, String body)
            throws IOException {
        var content = body.getBytes(UTF_8);
        var out = socket.getOutputStream();
        out.write(header(to, headers, content.length).getBytes(ISO_8859_1));
        out.write(content);
        out.flush();
        return readResponse(socket.getInputStream());
    }

    private static String header(URI to, Map<String, String> headers, int length) {
        var head = new StringBuilder("POST ").append(target(to)).append(" HTTP/1.1\r\nHost: ");
        head.append(to.getHost()).append(to.getPort() < 0 ? "" : ":" + to.getPort());
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        return head.append("\r\nUser-Agent: Confab\r\nConnection: close\r\nContent-Length: ")
                .append(length)
                .append("\r\n\r\n")
                .toString();
    }

    /** Returns the request target in ASCII, as a request line requires. */
    private static String target(URI to) {
        var ascii = URI.create(to.toASCIIString());
        var path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private static Response readResponse(InputStream in) throws IOException {
        var lines = readHeader(in).split("\r?\n");
        var status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw new IOException("Not an HTTP response");
        }
        var retryAfter = List.of(lines).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(RETRY_AFTER))
                .map(line -> line.substring(RETRY_AFTER.length()).strip())
                .findFirst();
        return new Response(Integer.parseInt(status.group(1)), retryAfter.orElse(""));
    }

    private static String readHeader(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEADER_BYTES && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // The socket is closed, as intended.
        }
    }
}

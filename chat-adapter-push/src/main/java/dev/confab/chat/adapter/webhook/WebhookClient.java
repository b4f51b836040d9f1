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
 * Makes one HTTP/1.1 request on a connection of its own. Not by the client of the JDK, which looks the name up by itself,
 * so that what is checked and where it goes could be two addresses.
 */
final class WebhookClient {

    private static final int MAX_HEAD = 8_192;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final String RETRY_AFTER = "retry-after:";

    private final WebhookAdapter.Names names;
    private final Predicate<InetAddress> isAllowed;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService watch;
    private final Duration patience;

    WebhookClient(
            WebhookAdapter.Names names,
            Predicate<InetAddress> isAllowed,
            SSLSocketFactory tls,
            ScheduledExecutorService watch,
            Duration patience) {
        this.names = names;
        this.isAllowed = isAllowed;
        this.tls = tls;
        this.watch = watch;
        this.patience = patience;
    }

    /**
     * The head of an answer.
     *
     * @param retryAfter as it came, or empty
     */
    record Answer(int status, String retryAfter) {}

    /** The address leads where nobody may look. */
    static final class Forbidden extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Answer post(URI to, Map<String, String> headers, String body) throws IOException {
        var address = checked(to.getHost());
        try (var socket = new Socket()) {
            var alarm = watch.schedule(() -> close(socket), patience.toMillis(), TimeUnit.MILLISECONDS);
            try {
                socket.connect(new InetSocketAddress(address, port(to)), (int) patience.toMillis());
                return exchange(isSecure(to) ? secured(socket, to) : socket, to, headers, body);
            } finally {
                alarm.cancel(false);
            }
        }
    }

    /** All addresses of a name have to be allowed: which one is the first may change with each asking. */
    private InetAddress checked(String host) throws IOException {
        List<InetAddress> all = names.of(bare(host));
        if (all.isEmpty() || !all.stream().allMatch(isAllowed)) {
            throw new Forbidden();
        }
        return all.get(0);
    }

    private static String bare(String host) {
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

    private Socket secured(Socket socket, URI to) throws IOException {
        var secure = (SSLSocket) tls.createSocket(socket, bare(to.getHost()), port(to), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static Answer exchange(Socket socket, URI to, Map<String, String> headers, String body) throws IOException {
        var content = body.getBytes(UTF_8);
        var out = socket.getOutputStream();
        out.write(head(to, headers, content.length).getBytes(ISO_8859_1));
        out.write(content);
        out.flush();
        return answer(socket.getInputStream());
    }

    private static String head(URI to, Map<String, String> headers, int length) {
        var head = new StringBuilder("POST ").append(target(to)).append(" HTTP/1.1\r\nHost: ");
        head.append(to.getHost()).append(to.getPort() < 0 ? "" : ":" + to.getPort());
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        return head.append("\r\nUser-Agent: Confab\r\nConnection: close\r\nContent-Length: ")
                .append(length)
                .append("\r\n\r\n")
                .toString();
    }

    /** In ASCII, as a request line has to be. */
    private static String target(URI to) {
        var ascii = URI.create(to.toASCIIString());
        var path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private static Answer answer(InputStream in) throws IOException {
        var lines = head(in).split("\r?\n");
        var status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw new IOException("no HTTP");
        }
        var retryAfter = List.of(lines).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(RETRY_AFTER))
                .map(line -> line.substring(RETRY_AFTER.length()).strip())
                .findFirst();
        return new Answer(Integer.parseInt(status.group(1)), retryAfter.orElse(""));
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
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
            // which is what was wanted
        }
    }
}

package dev.confab.chat.adapter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.confab.chat.domain.port.PushGateway;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Push by e-mail in plain text. Each mail uses a connection of its own, at most {@value #MAX_CONNECTIONS} at the same time. A
 * mail that the server accepts counts as delivered. Addresses and texts are not logged.
 */
public final class MailAdapter {

    static final int MAX_CONNECTIONS = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private MailAdapter() {}

    /** Returns a gateway, which connects with the first push. */
    public static PushGateway gateway(Settings settings) {
        return new MailGateway(settings);
    }

    /**
     * Checks a sender address.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static void requireAddress(String from) {
        try {
            new InternetAddress(from, true).validate();
        } catch (AddressException malformed) {
            throw new IllegalArgumentException("must be an e-mail address, not \"" + from + "\"", malformed);
        }
    }

    /**
     * Settings of the mail server.
     *
     * @param isSecure whether TLS starts with the connection; otherwise STARTTLS is used if the server offers it
     * @param from the sender address
     * @param timeout the time for connecting, reading and writing, each
     */
    public record Settings(
            String host,
            int port,
            boolean isSecure,
            @Nullable String user,
            @Nullable String password,
            String from,
            Duration timeout) {

        private static final Map<String, Integer> PORTS = Map.of("smtp", 587, "smtps", 465);

        /**
         * Parses {@code smtp://USER:PASSWORD@HOST:PORT} or {@code smtps://…}. User and port are optional.
         *
         * @throws IllegalArgumentException if the URL or {@code from} is malformed
         */
        public static Settings of(String url, String from) {
            var parsed = parse(url);
            requireAddress(from);
            var user = parsed.getRawUserInfo() == null
                    ? new String[0]
                    : parsed.getRawUserInfo().split(":", 2);
            return new Settings(
                    parsed.getHost(),
                    parsed.getPort() < 0 ? PORTS.getOrDefault(parsed.getScheme(), 0) : parsed.getPort(),
                    parsed.getScheme().equals("smtps"),
                    user.length > 0 ? URLDecoder.decode(user[0], UTF_8) : null,
                    user.length > 1 ? URLDecoder.decode(user[1], UTF_8) : null,
                    from,
                    TIMEOUT);
        }

        private static URI parse(String url) {
            try {
                var parsed = new URI(url);
                if (parsed.getScheme() != null && PORTS.containsKey(parsed.getScheme()) && parsed.getHost() != null) {
                    return parsed;
                }
            } catch (URISyntaxException malformed) {
                // The exception below omits the URL, which may contain a password.
            }
            throw new IllegalArgumentException("must be a URL such as smtps://user:password@mail.example.com");
        }

        Properties properties() {
            var milliseconds = Long.toString(timeout.toMillis());
            var properties = new Properties();
            properties.put("mail.smtp.host", host);
            properties.put("mail.smtp.port", Integer.toString(port));
            properties.put("mail.smtp.connectiontimeout", milliseconds);
            properties.put("mail.smtp.timeout", milliseconds);
            properties.put("mail.smtp.writetimeout", milliseconds);
            properties.put("mail.smtp.ssl.enable", Boolean.toString(isSecure));
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
            properties.put("mail.smtp.starttls.enable", Boolean.toString(!isSecure));
            properties.put("mail.smtp.auth", Boolean.toString(user != null));
            return properties;
        }

        /** Omits user and password. */
        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + "]";
        }
    }
}

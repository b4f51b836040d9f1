package dev.confab.chat.app.web;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** An installed proxy that terminates TLS for two nodes, with a configuration of {@code docs/reverse-proxy.md}. */
final class ReverseProxy implements AutoCloseable {

    private static final Path DOCS = Path.of("../docs/reverse-proxy.md");

    /** The program, its Debian package, and the language of its configurations on the page. */
    enum Program {
        NGINX("/usr/sbin/nginx", "nginx-light"),
        CADDY("/usr/bin/caddy", "caddy");

        private final Path path;
        private final String debianPackage;

        Program(String path, String debianPackage) {
            this.path = Path.of(path);
            this.debianPackage = debianPackage;
        }

        /** If it is not installed, the test is skipped, or fails with {@code CI=true}. */
        void require() {
            if (!Files.isExecutable(path)) {
                var message = path + " is missing (Debian's package " + debianPackage + "): no test behind it";
                if ("true".equals(System.getenv("CI"))) {
                    fail(message);
                }
                Assumptions.abort(message);
            }
        }
    }

    private final Process process;

    private ReverseProxy(Process process) {
        this.process = process;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Starts a proxy on {@code port} for two nodes.
     *
     * @param number index of the configuration for this program on the page
     */
    static ReverseProxy start(
            Program program, int number, Path folder, Certificate own, int port, List<Integer> nodes) {
        var block = withNodes(block(program, number), nodes);
        var text = switch (program) {
            case NGINX -> nginx(block, folder, own, port);
            case CADDY -> caddy(block, own, port);
        };
        try {
            var file = Files.writeString(folder.resolve("proxy.conf"), text);
            var command = switch (program) {
                case NGINX -> List.of("-p", folder.toString(), "-c", file.toString());
                case CADDY -> List.of("run", "--adapter", "caddyfile", "--config", file.toString());
            };
            return new ReverseProxy(run(program.path, command, folder));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Process run(Path program, List<String> arguments, Path folder) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        return builder.start();
    }

    /** Returns a configuration of the page. */
    private static String block(Program program, int number) {
        try {
            var fence = "```" + program.name().toLowerCase(java.util.Locale.ROOT);
            return Pattern.compile("^" + fence + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(Files.readString(DOCS))
                    .results()
                    .skip(number)
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String withNodes(String block, List<Integer> ports) {
        return replace(
                replace(block, "127.0.0.1:8081", "127.0.0.1:" + ports.get(0)),
                "127.0.0.1:8082",
                "127.0.0.1:" + ports.get(1));
    }

    private static String nginx(String block, Path folder, Certificate own, int port) {
        var server = replace(block, "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
        server = replace(server, "server_name chat.example.org", "server_name localhost");
        server = replace(server, "/etc/ssl/certs/chat.pem", own.certificate().toString());
        server = replace(server, "/etc/ssl/private/chat.key", own.key().toString());
        return """
                daemon off;
                user root;
                worker_processes 1;
                error_log stderr;
                pid %1$s/nginx.pid;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                """.formatted(folder) + server + "}\n";
    }

    private static String caddy(String block, Certificate own, int port) {
        var site = "https://localhost:" + port + " {\n    tls " + own.certificate() + " " + own.key();
        return "{\n    admin off\n    auto_https disable_redirects\n}\n" + replace(block, "chat.example.org {", site);
    }

    private static String replace(String text, String wanted, String other) {
        if (!text.contains(wanted)) {
            throw new AssertionError("The page says nothing of " + wanted + ":\n" + text);
        }
        return text.replace(wanted, other);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

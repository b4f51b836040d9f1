package dev.confab.chat.adapter.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Redis server with TLS and a self-signed certificate. */
@Timeout(60)
class RedisTlsTest {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private int port;
    private RedisServer server;

    @BeforeEach
    void start() throws Exception {
        Silence.begin();
        createCertificate();
        port = RedisServer.freePort();
        server = RedisServer.start(
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", folder.resolve("cert.pem").toString(),
                "--tls-key-file", folder.resolve("key.pem").toString(),
                "--tls-auth-clients", "no");
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        if (server != null) {
            server.close();
        }
        Silence.end();
    }

    @Test
    void trustedCertificateIsAccepted() {
        trustTheCertificate();
        try (var node = node("localhost")) {
            await().until(node::isReachable);
        }
    }

    @Test
    void untrustedCertificateIsRefused() {
        assertRefused("localhost");
    }

    @Test
    void certificateForAnotherHostIsRefused() {
        trustTheCertificate();
        assertRefused("127.0.0.1");
    }

    private void trustTheCertificate() {
        System.setProperty(TRUST_STORE, store().toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    }

    /** Asserts that several attempts to connect fail. */
    private void assertRefused(String host) {
        try (var node = node(host)) {
            await().during(Duration.ofSeconds(2)).until(() -> !node.isReachable());
        }
    }

    private FanOutAdapter node(String host) {
        return FanOutAdapter.open(
                null, new FanOutAdapter.Redis("rediss://" + host + ":" + port, "test:"), Outages.SHORT_TIMING);
    }

    private Path store() {
        return folder.resolve("store.p12");
    }

    private void createCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD);
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        var keys = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
        write("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        write(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        trust(keys);
    }

    /** Replaces the key in the store by a trusted certificate, because keys are not trusted. */
    private void trust(KeyStore keys) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
        try (var file = Files.newOutputStream(store())) {
            trusted.store(file, PASSWORD.toCharArray());
        }
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }
}

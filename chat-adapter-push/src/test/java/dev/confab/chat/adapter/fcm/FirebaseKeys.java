package dev.confab.chat.adapter.fcm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The keys and certificates of {@link FakeFirebase}, created once because that takes seconds. */
final class FirebaseKeys {

    static final String PASSWORD = "changeit";

    /** The key pair of the service account. */
    static final KeyPair ACCOUNT = createKeyPair();

    /** The certificate of the server for {@code localhost}, with its key. */
    static final KeyStore SERVER = createCertificate();

    private FirebaseKeys() {}

    private static KeyPair createKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyStore createCertificate() {
        try {
            var folder = Files.createTempDirectory("firebase");
            var file = folder.resolve("firebase.p12");
            runKeytool(file);
            var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            Files.delete(file);
            Files.delete(folder);
            return store;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void runKeytool(Path file) throws Exception {
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
        var keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool failed");
        }
    }

    /** Returns a store that trusts the server. */
    static KeyStore trustStore() throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("firebase", SERVER.getCertificate("firebase"));
        return trusted;
    }

    static SSLContext trusting(KeyStore trusted) throws Exception {
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}

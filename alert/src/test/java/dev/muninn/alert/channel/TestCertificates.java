package dev.muninn.alert.channel;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of receivers, and the authority that signed them. */
final class TestCertificates {

    /*
     * receivers.p12 holds certificates signed by the authority of authority.pem: "good" and
     * "expired" (in 2020) are made out to 127.0.0.1, "elsewhere" to elsewhere.example. All were made
     * by keytool -genkeypair -signer, and but for the one are valid for a hundred years.
     */

    static final char[] PASSWORD = "secret".toCharArray();

    private TestCertificates() {}

    static URL resource(String name) {
        return Objects.requireNonNull(TestCertificates.class.getResource(name), name);
    }

    static KeyStore all() throws Exception {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = resource("receivers.p12").openStream()) {
            all.load(in, PASSWORD);
        }
        return all;
    }

    /** What a receiver with this certificate serves by; it trusts senders of the authority. */
    static SSLContext serving(String certificate) throws Exception {
        KeyStore all = all();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                certificate,
                all.getKey(certificate, PASSWORD),
                PASSWORD,
                all.getCertificateChain(certificate));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), authority(), null);
        return tls;
    }

    private static TrustManager[] authority() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = resource("authority.pem").openStream()) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Settings of a {@code tls_config} that trusts what the authority signed. */
    static Map<String, Object> trusted() throws Exception {
        return Map.of("ca_file", Path.of(resource("authority.pem").toURI()).toString());
    }
}

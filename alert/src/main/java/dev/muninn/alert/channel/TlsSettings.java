package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.http.TlsTerms;
import dev.muninn.model.MuninnException;
import dev.muninn.model.PrivateKeyPem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes of a {@code tls_config} whom to trust, who to be, and what to ask for. */
final class TlsSettings {

    /** By the names that files have for them, from old to new, and by those of Java. */
    private static final List<String> VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");

    private static final List<String> NAMES = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    /** Older versions have to be asked for. */
    private static final String LEAST_VERSION = "TLS12";

    private TlsSettings() {}

    /**
     * What is asked of connections.
     *
     * @throws MuninnException of kind BAD_INPUT if a file cannot be used, or no version is left
     */
    static TlsTerms terms(Settings tls) {
        return new TlsTerms(context(tls), tls.text("server_name"), versions(tls));
    }

    private static SSLContext context(Settings tls) {
        try {
            if (tls.values().isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "tls_config cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static List<String> versions(Settings tls) {
        if (!tls.isSet("min_version") && !tls.isSet("max_version")) {
            return List.of();
        }
        int from = VERSIONS.indexOf(tls.text("min_version", LEAST_VERSION));
        int to = VERSIONS.indexOf(tls.text("max_version", VERSIONS.getLast()));
        if (from > to) {
            throw MuninnException.badInput(
                    "tls_config cannot be used: max_version is "
                            + VERSIONS.get(to)
                            + " and the least is "
                            + VERSIONS.get(from)
                            + ": lower min_version");
        }
        return NAMES.subList(from, to + 1);
    }

    private static KeyManager @Nullable [] keys(Settings tls)
            throws GeneralSecurityException, IOException {
        String own = Secrets.text(tls, "cert");
        if (own.isEmpty()) {
            return null;
        }
        Certificate[] chain = certificates(own).toArray(new Certificate[0]);
        KeyStore store = emptyStore();
        char[] password = {};
        store.setKeyEntry(
                "own",
                PrivateKeyPem.parse(Secrets.text(tls, "key"), chain[0].getPublicKey()),
                password,
                chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Settings tls) throws GeneralSecurityException, IOException {
        if (tls.flag("insecure_skip_verify", false)) {
            return new TrustManager[] {new TrustAll()};
        }
        KeyStore store = null;
        String authorities = Secrets.text(tls, "ca");
        if (!authorities.isEmpty()) {
            store = emptyStore();
            int number = 0;
            for (Certificate certificate : certificates(authorities)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String pem)
            throws GeneralSecurityException {
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        if (found.isEmpty()) {
            throw new CertificateException("there is no certificate in PEM");
        }
        return found;
    }
}

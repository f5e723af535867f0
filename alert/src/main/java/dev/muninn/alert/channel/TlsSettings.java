package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.model.MuninnException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes of a {@code tls_config} whom to trust. */
final class TlsSettings {

    private TlsSettings() {}

    /**
     * The context for connections; the one of this Java if nothing is set.
     *
     * @throws MuninnException of kind BAD_INPUT if the authority's file cannot be used
     */
    static SSLContext context(Settings tls) {
        try {
            if (tls.values().isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(tls), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "tls_config cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static TrustManager[] trust(Settings tls) throws GeneralSecurityException, IOException {
        if (tls.flag("insecure_skip_verify", false)) {
            return new TrustManager[] {new TrustAll()};
        }
        KeyStore store = null;
        String authorities = Secrets.text(tls, "ca");
        if (!authorities.isEmpty()) {
            store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            authorities.getBytes(StandardCharsets.UTF_8)))) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** What {@code insecure_skip_verify} asks for; the extended form also skips the name. */
    private static final class TrustAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(
                X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

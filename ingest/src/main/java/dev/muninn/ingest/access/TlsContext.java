package dev.muninn.ingest.access;

import dev.muninn.model.MuninnException;
import dev.muninn.model.PrivateKeyPem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes what an HTTP client needs of {@link TlsSettings}. */
public final class TlsContext {

    private TlsContext() {}

    /**
     * Reads the files.
     *
     * @throws MuninnException of kind UNAVAILABLE if one cannot be used
     */
    public static SSLContext of(TlsSettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings), null);
            return settings.serverName().isEmpty()
                    ? context
                    : new ServerNameContext(context, settings.serverName());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "tls_config cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static KeyManager @Nullable [] keys(TlsSettings settings)
            throws IOException, GeneralSecurityException {
        if (settings.certificate().isEmpty()) {
            return null;
        }
        Certificate[] chain = certificates(settings.certificate()).toArray(new Certificate[0]);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = {};
        store.setKeyEntry(
                "own",
                PrivateKeyPem.parse(settings.key().reveal(), chain[0].getPublicKey()),
                password,
                chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(TlsSettings settings)
            throws IOException, GeneralSecurityException {
        if (settings.trustsAll()) {
            return new TrustManager[] {new TrustsAll()};
        }
        if (settings.authority().isEmpty()) {
            return null;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(settings.authority())) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificates(Credentials.Secret pem)
            throws GeneralSecurityException {
        byte[] bytes = pem.reveal().getBytes(StandardCharsets.US_ASCII);
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(bytes));
        if (found.isEmpty()) {
            throw new CertificateException("there is no certificate in PEM " + pem.file());
        }
        return found;
    }

    /** Asked for by {@code insecure_skip_verify}; names are not compared either. */
    private static final class TrustsAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

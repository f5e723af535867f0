package dev.muninn.model;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is encrypted with; what is empty means the system's own.
 *
 * @param authorities certificates of whom is trusted
 * @param certificate our own, and those between it and its authority
 * @param key the private key of our own certificate
 * @param trustsAll whether any certificate will do, of any name
 */
public record TlsMaterial(Pem authorities, Pem certificate, Pem key, boolean trustsAll) {

    /**
     * Makes what clients ask for sockets and engines.
     *
     * @throws GeneralSecurityException if a certificate or the key cannot be used; its message says
     *     which
     */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(), trust(), null);
        return context;
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException {
        if (certificate.isEmpty()) {
            return null;
        }
        Certificate[] chain = certificate.certificates().toArray(new Certificate[0]);
        KeyStore store = emptyStore();
        char[] password = {};
        store.setKeyEntry(
                "own", PrivateKeyPem.parse(key.text(), chain[0].getPublicKey()), password, chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trust() throws GeneralSecurityException {
        if (trustsAll) {
            return new TrustManager[] {new TrustAll()};
        }
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : authorities.certificates()) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new AssertionError("nothing is read", e);
        }
        return store;
    }
}

package dev.muninn.ingest.collect.probe;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Notes a server's certificates and what the platform has against them, and lets the handshake go
 * on: an expired certificate is what a probe is there to show. Nothing but a probe may use it.
 */
final class CertificateWitness extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager platform;
    private List<X509Certificate> chain = List.of();
    private String objection = "";

    private CertificateWitness(X509ExtendedTrustManager platform) {
        this.platform = platform;
    }

    static CertificateWitness create() throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager platform) {
                return new CertificateWitness(platform);
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for certificates");
    }

    /** The server's certificates, its own first. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** Why the certificates are not to be trusted; empty if they are. */
    String objection() {
        return objection;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String kind, Socket socket) {
        chain = List.of(sent);
        try {
            platform.checkServerTrusted(sent, kind, socket);
        } catch (CertificateException e) {
            objection = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String kind, SSLEngine engine)
            throws CertificateException {
        platform.checkServerTrusted(sent, kind, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String kind)
            throws CertificateException {
        platform.checkServerTrusted(sent, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String kind, Socket socket)
            throws CertificateException {
        platform.checkClientTrusted(sent, kind, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String kind, SSLEngine engine)
            throws CertificateException {
        platform.checkClientTrusted(sent, kind, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String kind)
            throws CertificateException {
        platform.checkClientTrusted(sent, kind);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }
}

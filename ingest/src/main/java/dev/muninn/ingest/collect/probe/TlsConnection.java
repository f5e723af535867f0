package dev.muninn.ingest.collect.probe;

import dev.muninn.ingest.collect.SampleFrame;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** A TLS connection whose certificates are shown even when they are not to be trusted. */
final class TlsConnection {

    private final SSLSocket socket;
    private final CertificateWitness witness;

    private TlsConnection(SSLSocket socket, CertificateWitness witness) {
        this.socket = socket;
        this.witness = witness;
    }

    /** Speaks TLS over a connected socket, which is closed with it. */
    static TlsConnection over(Socket plain, String host, int port) throws IOException {
        try {
            CertificateWitness witness = CertificateWitness.create();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            // The witness compares the host's name with the certificate because of it.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new TlsConnection(socket, witness);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    SSLSocket socket() {
        return socket;
    }

    /**
     * Refuses certificates that are not to be trusted.
     *
     * @throws IOException that says why
     */
    void requireTrust() throws IOException {
        if (!witness.objection().isEmpty()) {
            throw new IOException("certificate refused: " + witness.objection());
        }
    }

    void report(SampleFrame into) {
        List<X509Certificate> chain = witness.chain();
        if (chain.isEmpty()) {
            return;
        }
        X509Certificate leaf = chain.getFirst();
        double earliest = Double.POSITIVE_INFINITY;
        for (X509Certificate certificate : chain) {
            earliest =
                    Math.min(
                            earliest,
                            (double) certificate.getNotAfter().toInstant().getEpochSecond());
        }
        into.gauge(
                "probe_ssl_earliest_cert_expiry",
                "Returns last SSL chain expiry in unixtime",
                earliest);
        if (witness.objection().isEmpty()) {
            into.gauge(
                    "probe_ssl_last_chain_expiry_timestamp_seconds",
                    "Returns last SSL chain expiry in timestamp",
                    earliest);
        }
        into.gauge(
                "probe_ssl_last_chain_info",
                "Contains SSL leaf certificate information",
                1,
                "fingerprint_sha256",
                fingerprint(leaf),
                "issuer",
                leaf.getIssuerX500Principal().getName(),
                "serialnumber",
                leaf.getSerialNumber().toString(16),
                "subject",
                leaf.getSubjectX500Principal().getName(),
                "subjectalternative",
                alternatives(leaf));
        into.gauge(
                "probe_tls_version_info",
                "Returns the TLS version used or NaN when unknown",
                1,
                "version",
                socket.getSession().getProtocol().replace("TLSv", "TLS "));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** DNS names of the certificate, which have the number 2 among the kinds of names. */
    private static String alternatives(X509Certificate certificate) {
        StringJoiner names = new StringJoiner(",");
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0).equals(2)) {
                        names.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return "";
        }
        return names.toString();
    }
}

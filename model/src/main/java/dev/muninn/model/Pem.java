package dev.muninn.model;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/**
 * Certificates or a private key as text (RFC 7468).
 *
 * @param text empty for none
 * @param file it was read from; empty if it stood in a configuration
 */
public record Pem(String text, String file) {

    /** A file without a text is one that cannot be used, and not none. */
    boolean isEmpty() {
        return text.isEmpty() && file.isEmpty();
    }

    /**
     * All certificates, in the order of the text.
     *
     * @throws CertificateException if there is none, or one cannot be read
     */
    List<Certificate> certificates() throws CertificateException {
        List<Certificate> found =
                List.copyOf(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificates(
                                        new ByteArrayInputStream(
                                                text.getBytes(StandardCharsets.UTF_8))));
        if (found.isEmpty()) {
            throw new CertificateException("there is no certificate in " + this);
        }
        return found;
    }

    /** Without the text, which may be a private key. */
    @Override
    public String toString() {
        return ("PEM " + file).strip();
    }
}

package dev.muninn.alert.channel;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Says in words that help why there is no secure connection to a receiver. */
final class TlsFailure {

    private TlsFailure() {}

    static String inWords(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException ignored -> {
                    return "the certificate of the receiver has expired: it has to be renewed"
                            + " there";
                }
                case CertificateNotYetValidException ignored -> {
                    return "the certificate of the receiver is not valid yet: compare its clock"
                            + " with the one of this machine";
                }
                case CertPathBuilderException ignored -> {
                    return "the certificate of the receiver is signed by nobody who is trusted"
                            + " here: name its authority in http_config.tls_config.ca_file";
                }
                // The last of its causes: those that say more were looked at before.
                case CertificateException refused when refused.getCause() == null -> {
                    return "the certificate of the receiver is made out to another name: ask for"
                            + " the receiver under a name that stands in it";
                }
                default -> {}
            }
        }
        String said = String.valueOf(failure.getMessage());
        if (said.contains("certificate_required") || said.contains("bad_certificate")) {
            return "the receiver asks for a certificate of this side: name one that it trusts in"
                    + " http_config.tls_config.cert_file and key_file";
        }
        return "no secure connection: " + said;
    }
}

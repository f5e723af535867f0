package dev.muninn.alert.channel;

import dev.muninn.alert.config.Settings;
import dev.muninn.alert.http.TlsTerms;
import dev.muninn.model.MuninnException;
import dev.muninn.model.TlsMaterial;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;

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
            return tls.values().isEmpty()
                    ? SSLContext.getDefault()
                    : new TlsMaterial(
                                    Secrets.pem(tls, "ca"),
                                    Secrets.pem(tls, "cert"),
                                    Secrets.pem(tls, "key"),
                                    tls.flag("insecure_skip_verify", false))
                            .context();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
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
}

package dev.muninn.ingest.access;

import dev.muninn.model.MuninnException;
import dev.muninn.model.Pem;
import dev.muninn.model.TlsMaterial;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

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
            SSLContext context =
                    new TlsMaterial(
                                    pem(settings.authority()),
                                    pem(settings.certificate()),
                                    pem(settings.key()),
                                    settings.trustsAll())
                            .context();
            return settings.serverName().isEmpty()
                    ? context
                    : new ServerNameContext(context, settings.serverName());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "tls_config cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static Pem pem(Credentials.Secret secret) {
        return new Pem(secret.reveal(), secret.file());
    }
}

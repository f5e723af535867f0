package dev.muninn.ingest.access;

import dev.muninn.ingest.access.Credentials.Secret;

/**
 * How a job's connections are encrypted; what is empty means the system's own.
 *
 * @param authority certificates, in PEM, of whom is trusted
 * @param certificate our own certificate, in PEM
 * @param key its private key, in PEM
 * @param serverName whom the server's certificate has to name; empty for the host of the URL
 * @param trustsAll whether any certificate will do
 */
public record TlsSettings(
        Secret authority, Secret certificate, Secret key, String serverName, boolean trustsAll) {

    static final TlsSettings USUAL =
            new TlsSettings(Secret.NONE, Secret.NONE, Secret.NONE, "", false);

    /** Settings that only say whose certificates are trusted. */
    public static TlsSettings trusting(String caFile) {
        return new TlsSettings(Secret.ofFile(caFile), Secret.NONE, Secret.NONE, "", false);
    }
}

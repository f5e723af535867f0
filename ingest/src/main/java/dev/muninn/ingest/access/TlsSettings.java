package dev.muninn.ingest.access;

/**
 * How a job's connections are encrypted; empty texts mean the system's own.
 *
 * @param caFile certificates, in PEM, of whom is trusted
 * @param certFile our own certificate, in PEM
 * @param keyFile its private key, in PEM (PKCS#8)
 * @param serverName whom the server's certificate has to name; empty for the host of the URL
 * @param trustsAll whether any certificate will do
 */
public record TlsSettings(
        String caFile, String certFile, String keyFile, String serverName, boolean trustsAll) {

    static final TlsSettings USUAL = new TlsSettings("", "", "", "", false);

    /** Settings that only say whose certificates are trusted. */
    public static TlsSettings trusting(String caFile) {
        return new TlsSettings(caFile, "", "", "", false);
    }
}

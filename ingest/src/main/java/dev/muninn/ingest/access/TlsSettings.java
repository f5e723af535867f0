package dev.muninn.ingest.access;

/**
 * How a job's connections are encrypted; empty texts mean the system's own.
 *
 * @param caFile certificates, in PEM, of whom is trusted
 * @param certFile our own certificate, in PEM
 * @param keyFile its private key, in PEM (PKCS#8)
 * @param trustsAll whether any certificate will do
 */
public record TlsSettings(String caFile, String certFile, String keyFile, boolean trustsAll) {

    static final TlsSettings USUAL = new TlsSettings("", "", "", false);
}

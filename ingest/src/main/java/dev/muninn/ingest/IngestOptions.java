package dev.muninn.ingest;

import dev.muninn.model.MuninnException;

/**
 * What is taken in and how much; keys start with {@code ingest.}.
 *
 * @param maxBodyBytes largest body as it arrives, compressed or not
 * @param maxDecompressedBytes largest body after decompression
 */
public record IngestOptions(
        int maxBodyBytes,
        int maxDecompressedBytes,
        AdmissionOptions admission,
        OtlpOptions otlp,
        ListenOptions listen,
        LogOptions logs,
        ForwardOptions forward,
        ShapingOptions shaping) {

    /** Sixteen times what Prometheus sends at once with its defaults. */
    private static final int DEFAULT_MAX_BODY_BYTES = 32 << 20;

    private static final int DEFAULT_MAX_DECOMPRESSED_BYTES = 64 << 20;

    /** Arrays end near 2^31; decompression doubles its buffer on the way there. */
    private static final int LARGEST_LIMIT = 1 << 30;

    public IngestOptions {
        check("ingest.max-body-bytes", maxBodyBytes);
        check("ingest.max-decompressed-bytes", maxDecompressedBytes);
    }

    public IngestOptions(int maxBodyBytes, int maxDecompressedBytes) {
        this(
                maxBodyBytes,
                maxDecompressedBytes,
                AdmissionOptions.DEFAULTS,
                OtlpOptions.defaults(),
                ListenOptions.NOTHING,
                LogOptions.DEFAULTS,
                ForwardOptions.NONE,
                ShapingOptions.NONE);
    }

    public static IngestOptions defaults() {
        return new IngestOptions(DEFAULT_MAX_BODY_BYTES, DEFAULT_MAX_DECOMPRESSED_BYTES);
    }

    private static void check(String key, int bytes) {
        if (bytes < 1 || bytes > LARGEST_LIMIT) {
            throw MuninnException.badInput(
                    key + " is " + bytes + ": give 1 to " + LARGEST_LIMIT + " bytes");
        }
    }
}

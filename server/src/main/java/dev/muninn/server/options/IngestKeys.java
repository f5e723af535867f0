package dev.muninn.server.options;

import dev.muninn.ingest.IngestOptions;
import java.util.List;

/** The keys under {@code ingest.} */
final class IngestKeys {

    private static final IngestOptions DEFAULTS = IngestOptions.defaults();

    static final OptionKey<Long> MAX_BODY_BYTES =
            new OptionKey<>(
                    "ingest.max-body-bytes",
                    new SizeType(1, 1L << 30),
                    (long) DEFAULTS.maxBodyBytes(),
                    "The largest pushed body as it arrives, compressed or not.");

    static final OptionKey<Long> MAX_DECOMPRESSED_BYTES =
            new OptionKey<>(
                    "ingest.max-decompressed-bytes",
                    new SizeType(1, 1L << 30),
                    (long) DEFAULTS.maxDecompressedBytes(),
                    "The largest pushed body after decompression.");

    static final List<OptionKey<?>> ALL = List.of(MAX_BODY_BYTES, MAX_DECOMPRESSED_BYTES);

    private IngestKeys() {}

    static IngestOptions read(Configuration configuration) {
        return new IngestOptions(
                configuration.get(MAX_BODY_BYTES).intValue(),
                configuration.get(MAX_DECOMPRESSED_BYTES).intValue());
    }
}

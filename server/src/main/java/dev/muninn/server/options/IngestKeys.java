package dev.muninn.server.options;

import dev.muninn.ingest.IngestOptions;
import dev.muninn.ingest.ScrapeConfig;
import dev.muninn.ingest.ShapingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys under {@code ingest.} */
final class IngestKeys {

    private static final IngestOptions DEFAULTS = IngestOptions.defaults();

    static final OptionKey<String> SCRAPE_CONFIG =
            new OptionKey<>(
                    "ingest.scrape-config",
                    new TextType("the path of a file, or nothing"),
                    "",
                    "Targets to scrape, in the form of prometheus.yml.");

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

    static final OptionKey<String> SHAPING =
            new OptionKey<>(
                    "ingest.shaping",
                    new TextType("the path of a file, or nothing"),
                    "",
                    "Policies that thin out, drop and rename what a source pushes.");

    static final List<OptionKey<?>> ALL =
            List.of(SCRAPE_CONFIG, MAX_BODY_BYTES, MAX_DECOMPRESSED_BYTES, SHAPING);

    private IngestKeys() {}

    static IngestOptions read(Configuration configuration) {
        return new IngestOptions(
                configuration.get(MAX_BODY_BYTES).intValue(),
                configuration.get(MAX_DECOMPRESSED_BYTES).intValue(),
                PushKeys.readAdmission(configuration),
                PushKeys.readOtlp(configuration),
                ListenKeys.read(configuration),
                LogMetricKeys.read(configuration),
                ForwardKeys.read(configuration),
                readShaping(configuration));
    }

    private static ShapingOptions readShaping(Configuration configuration) {
        String file = configuration.get(SHAPING);
        return file.isEmpty() ? ShapingOptions.NONE : ShapingOptions.read(Path.of(file));
    }

    /** The scrape targets of the file that is named, if one is. */
    static Optional<ScrapeConfig> readScrapeConfig(Configuration configuration) {
        String file = configuration.get(SCRAPE_CONFIG);
        return file.isEmpty() ? Optional.empty() : Optional.of(ScrapeConfig.read(Path.of(file)));
    }
}

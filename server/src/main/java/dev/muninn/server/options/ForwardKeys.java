package dev.muninn.server.options;

import dev.muninn.ingest.ForwardOptions;
import java.util.List;

/** The keys under {@code ingest.} of servers that get all samples as well. */
final class ForwardKeys {

    private static final ForwardOptions DEFAULTS = ForwardOptions.NONE;

    static final OptionKey<List<String>> URLS =
            new OptionKey<>(
                    "ingest.forward-urls",
                    new ListType<>(
                            new TextType("a URL such as https://other.example/api/v1/write")),
                    DEFAULTS.urls(),
                    "Servers that get every sample by remote write, too.");

    static final OptionKey<Integer> SHARDS =
            new OptionKey<>(
                    "ingest.forward-shards",
                    new IntegerType(1, 64),
                    DEFAULTS.shards(),
                    "Connections to each of these servers, each with a part of the series.");

    static final OptionKey<Long> MAX_QUEUE_BYTES =
            new OptionKey<>(
                    "ingest.forward-max-queue-bytes",
                    new SizeType(1 << 20, 1L << 42),
                    DEFAULTS.maxQueueBytes(),
                    "Bytes on disk that may wait for each of these servers.");

    static final List<OptionKey<?>> ALL = List.of(URLS, SHARDS, MAX_QUEUE_BYTES);

    private ForwardKeys() {}

    static ForwardOptions read(Configuration configuration) {
        return new ForwardOptions(
                configuration.get(URLS),
                configuration.get(SHARDS),
                configuration.get(MAX_QUEUE_BYTES));
    }
}

package dev.muninn.server.options;

import dev.muninn.model.Matcher;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.RollupOptions;
import dev.muninn.store.options.SeriesLimits;
import dev.muninn.store.options.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys under {@code store.} */
final class StoreKeys {

    private static final StoreOptions DEFAULTS = StoreOptions.defaults();

    static final OptionKey<Path> DATA =
            new OptionKey<>(
                    "store.data",
                    new PathType("the path of a folder"),
                    Path.of("data"),
                    "Folder of all data; one process at a time uses it.");

    static final OptionKey<Duration> RETENTION_RAW =
            new OptionKey<>(
                    "store.retention.raw",
                    new DurationType(Duration.ofHours(2), Duration.ofDays(100 * 365)),
                    DEFAULTS.retention().raw(),
                    "How long samples are kept.");

    static final OptionKey<Duration> RETENTION_1M =
            new OptionKey<>(
                    "store.retention.1m",
                    new DurationType(Duration.ZERO, Duration.ofDays(100 * 365)),
                    DEFAULTS.retention().rollups().minute(),
                    "How long samples summed up by the minute are kept; 0s for not at all.");

    static final OptionKey<Duration> RETENTION_5M =
            new OptionKey<>(
                    "store.retention.5m",
                    new DurationType(Duration.ZERO, Duration.ofDays(100 * 365)),
                    DEFAULTS.retention().rollups().fiveMinutes(),
                    "How long samples summed up by the five minutes are kept; 0s for not at all.");

    static final OptionKey<Duration> RETENTION_1H =
            new OptionKey<>(
                    "store.retention.1h",
                    new DurationType(Duration.ZERO, Duration.ofDays(100 * 365)),
                    DEFAULTS.retention().rollups().hour(),
                    "How long samples summed up by the hour are kept; 0s for not at all.");

    static final OptionKey<Duration> RETENTION_1D =
            new OptionKey<>(
                    "store.retention.1d",
                    new DurationType(Duration.ZERO, Duration.ofDays(100 * 365)),
                    DEFAULTS.retention().rollups().day(),
                    "How long samples summed up by the day are kept; 0s for not at all.");

    static final OptionKey<List<Matcher>> ROLLUP_PERCENTILES =
            new OptionKey<>(
                    "store.rollup-percentiles",
                    new SelectorType(),
                    DEFAULTS.retention().rollups().percentiles(),
                    "Series of which rollups also keep how values are spread, for quantile_over_time.");

    static final OptionKey<Long> RETENTION_SIZE =
            new OptionKey<>(
                    "store.retention.size",
                    new SizeType(0, 1L << 50),
                    DEFAULTS.retention().maxBytes(),
                    "Size of blocks and log beyond which the oldest blocks are deleted before their time; 0 for no limit.");

    static final OptionKey<Duration> OUT_OF_ORDER_WINDOW =
            new OptionKey<>(
                    "store.out-of-order-window",
                    new DurationType(Duration.ZERO, Duration.ofDays(365)),
                    DEFAULTS.outOfOrderWindow(),
                    "How far behind the newest sample of its series a sample may come.");

    static final OptionKey<Duration> FUTURE_LIMIT =
            new OptionKey<>(
                    "store.future-limit",
                    new DurationType(Duration.ZERO, Duration.ofDays(365)),
                    DEFAULTS.futureLimit(),
                    "How far ahead of the clock a sample may be.");

    static final OptionKey<Durability> ACK =
            new OptionKey<>(
                    "store.ack",
                    ChoiceType.of(Durability.class),
                    DEFAULTS.ack(),
                    "When pushed samples are acknowledged: once they survive a power cut, or once they survive the end of the process.");

    static final OptionKey<Duration> ACK_TIMEOUT =
            new OptionKey<>(
                    "store.ack-timeout",
                    new DurationType(Duration.ofMillis(1), Duration.ofMinutes(10)),
                    DEFAULTS.ackTimeout(),
                    "How long a write waits for the disk before it is refused.");

    static final OptionKey<Duration> SCRUB_INTERVAL =
            new OptionKey<>(
                    "store.scrub-interval",
                    new DurationType(Duration.ofMinutes(1), Duration.ofDays(365)),
                    DEFAULTS.scrubInterval(),
                    "How often each block is read for damage.");

    static final OptionKey<Integer> MAX_SERIES =
            new OptionKey<>(
                    "store.max-series",
                    new IntegerType(1, Integer.MAX_VALUE),
                    DEFAULTS.limits().maxSeries(),
                    "Series written at a time; further new ones are refused.");

    static final OptionKey<Integer> MAX_SERIES_PER_METRIC =
            new OptionKey<>(
                    "store.max-series-per-metric",
                    new IntegerType(0, Integer.MAX_VALUE),
                    DEFAULTS.limits().maxSeriesPerMetric(),
                    "Series with one metric's name that are written at a time; further new ones are"
                            + " refused; 0 for no limit.");

    static final OptionKey<Integer> MAX_LABELS =
            new OptionKey<>(
                    "store.max-labels",
                    new IntegerType(1, 10_000),
                    DEFAULTS.limits().maxLabels(),
                    "Labels of one series.");

    static final OptionKey<Integer> MAX_LABEL_NAME_BYTES =
            new OptionKey<>(
                    "store.max-label-name-bytes",
                    new IntegerType(8, 1 << 20),
                    DEFAULTS.limits().maxLabelNameBytes(),
                    "Bytes of a label's name.");

    static final OptionKey<Integer> MAX_LABEL_VALUE_BYTES =
            new OptionKey<>(
                    "store.max-label-value-bytes",
                    new IntegerType(1, 1 << 20),
                    DEFAULTS.limits().maxLabelValueBytes(),
                    "Bytes of a label's value.");

    static final OptionKey<Integer> MAX_SELECTED_SERIES =
            new OptionKey<>(
                    "store.max-selected-series",
                    new IntegerType(1, Integer.MAX_VALUE),
                    DEFAULTS.limits().maxSelectedSeries(),
                    "Series that one selection may match.");

    static final OptionKey<Integer> MAX_EXEMPLARS =
            new OptionKey<>(
                    "store.max-exemplars",
                    new IntegerType(0, 100_000_000),
                    DEFAULTS.limits().maxExemplars(),
                    "Exemplars kept, of all series together.");

    static final OptionKey<Optional<Long>> HEAD_BYTES =
            new OptionKey<>(
                    "store.head-bytes",
                    new AutomaticType<>(new SizeType(1 << 20, 1L << 40), "a quarter of the heap"),
                    Optional.empty(),
                    "Memory for samples that are not in blocks yet; beyond it blocks are written early.");

    static final OptionKey<Optional<Long>> PAGE_BYTES =
            new OptionKey<>(
                    "store.page-bytes",
                    new AutomaticType<>(new SizeType(1 << 20, 1L << 40), "a sixteenth of the heap"),
                    Optional.empty(),
                    "Memory for pages of blocks that were read lately; an eighth as much more is kept for"
                            + " what was found in them, and up to a quarter to read them quicker.");

    static final OptionKey<Long> SEGMENT_BYTES =
            new OptionKey<>(
                    "store.segment-bytes",
                    new SizeType(64 << 10, 1L << 30),
                    DEFAULTS.segmentBytes(),
                    "Size of a file of the write-ahead log.");

    static final OptionKey<Long> MAX_PENDING_BYTES =
            new OptionKey<>(
                    "store.max-pending-bytes",
                    new SizeType(64 << 10, 1L << 34),
                    DEFAULTS.maxPendingBytes(),
                    "Bytes that may wait for the disk before writes are refused.");

    static final OptionKey<Boolean> ADMIN_API =
            new OptionKey<>(
                    "store.admin-api",
                    new BooleanType(),
                    false,
                    "Whether POST /api/v1/admin/store/… and Prometheus' /api/v1/admin/tsdb/… may be used.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    DATA,
                    RETENTION_RAW,
                    RETENTION_1M,
                    RETENTION_5M,
                    RETENTION_1H,
                    RETENTION_1D,
                    ROLLUP_PERCENTILES,
                    RETENTION_SIZE,
                    OUT_OF_ORDER_WINDOW,
                    FUTURE_LIMIT,
                    ACK,
                    ACK_TIMEOUT,
                    SCRUB_INTERVAL,
                    MAX_SERIES,
                    MAX_SERIES_PER_METRIC,
                    MAX_LABELS,
                    MAX_LABEL_NAME_BYTES,
                    MAX_LABEL_VALUE_BYTES,
                    MAX_SELECTED_SERIES,
                    MAX_EXEMPLARS,
                    HEAD_BYTES,
                    PAGE_BYTES,
                    SEGMENT_BYTES,
                    MAX_PENDING_BYTES,
                    ADMIN_API);

    private StoreKeys() {}

    static StoreOptions read(Configuration configuration) {
        return new StoreOptions(
                new RetentionOptions(
                        configuration.get(RETENTION_RAW),
                        new RollupOptions(
                                configuration.get(RETENTION_1M),
                                configuration.get(RETENTION_5M),
                                configuration.get(RETENTION_1H),
                                configuration.get(RETENTION_1D),
                                configuration.get(ROLLUP_PERCENTILES)),
                        configuration.get(RETENTION_SIZE)),
                new SeriesLimits(
                        configuration.get(MAX_SERIES),
                        configuration.get(MAX_SERIES_PER_METRIC),
                        configuration.get(MAX_LABELS),
                        configuration.get(MAX_LABEL_NAME_BYTES),
                        configuration.get(MAX_LABEL_VALUE_BYTES),
                        configuration.get(MAX_SELECTED_SERIES),
                        configuration.get(MAX_EXEMPLARS)),
                configuration.get(OUT_OF_ORDER_WINDOW),
                configuration.get(FUTURE_LIMIT),
                configuration.get(ACK),
                configuration.get(ACK_TIMEOUT),
                configuration.get(SCRUB_INTERVAL),
                configuration.get(HEAD_BYTES).orElse(DEFAULTS.headBytes()),
                configuration.get(PAGE_BYTES).orElse(DEFAULTS.pageBytes()),
                configuration.get(SEGMENT_BYTES),
                configuration.get(MAX_PENDING_BYTES));
    }
}

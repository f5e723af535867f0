package dev.muninn.ingest.scrape;

import dev.muninn.ingest.exposition.ExpositionHandler;
import dev.muninn.ingest.exposition.WrittenSeries;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one scrape in columns, until it is known that the whole exposition is good; reused
 * by later scrapes. Confined to one thread at a time.
 */
final class ScrapedSamples implements ExpositionHandler {

    private record PendingExemplar(int sample, Exemplar exemplar) {}

    private record PendingHistogram(int sample, NativeHistogram histogram) {}

    private final ScrapeTarget target;
    private final KnownSeries known;
    private final MetadataChanges metadata;
    private int[] series = new int[64];
    private double[] values = new double[64];
    private long[] timestamps = new long[64];
    private int count;
    private final List<PendingExemplar> exemplars = new ArrayList<>();
    private final List<PendingHistogram> histograms = new ArrayList<>();
    private int scrape;
    private long scrapeMillis;
    private int scraped;
    private int kept;
    private int added;
    private int duplicates;
    private boolean lastWasKept;

    ScrapedSamples(ScrapeTarget target, KnownSeries known, MetadataChanges metadata) {
        this.target = target;
        this.known = known;
        this.metadata = metadata;
    }

    /** Empties the columns for the scrape of this number and time. */
    void begin(int scrapeNumber, long nowMillis) {
        scrape = scrapeNumber;
        scrapeMillis = nowMillis;
        count = 0;
        exemplars.clear();
        histograms.clear();
        scraped = 0;
        kept = 0;
        added = 0;
        duplicates = 0;
    }

    /** Samples in the exposition. */
    int scraped() {
        return scraped;
    }

    /** Samples that relabeling left. */
    int kept() {
        return kept;
    }

    /** Series that the target had not offered before. */
    int added() {
        return added;
    }

    /** Samples of a series that had one already. */
    int duplicates() {
        return duplicates;
    }

    @Override
    public void sample(WrittenSeries written, double value, long timestampMillis) {
        lastWasKept = take(written, value, timestampMillis);
    }

    @Override
    public void histogram(WrittenSeries written, NativeHistogram histogram, long timestampMillis) {
        lastWasKept = take(written, 0, timestampMillis);
        if (lastWasKept) {
            NativeHistogram fitting = target.settings().histogramLimits().apply(histogram);
            histograms.add(new PendingHistogram(count - 1, fitting));
        }
    }

    /** Adds a sample to the columns; says no where it is dropped. */
    private boolean take(WrittenSeries written, double value, long timestampMillis) {
        int number = known.find(written);
        if (number == KnownSeries.UNKNOWN) {
            number = learn(written);
        } else {
            scraped++;
        }
        if (number == KnownSeries.DROPPED) {
            return false;
        }
        kept++;
        boolean ownTime = timestampMillis != NO_TIMESTAMP && target.settings().honorsTimestamps();
        boolean tracked = !ownTime || target.settings().tracksTimestampsStaleness();
        if (tracked && !known.see(number, scrape) && !ownTime) {
            duplicates++;
            return false;
        }
        append(number, value, ownTime ? timestampMillis : scrapeMillis);
        return true;
    }

    private int learn(WrittenSeries written) {
        Labels scrapedLabels = written.labels();
        // Counted only now: a line whose labels cannot be read is no sample.
        scraped++;
        @Nullable Labels finalLabels =
                target.settings().metricRelabeling().apply(target.seriesLabels(scrapedLabels));
        if (finalLabels != null) {
            if (finalLabels.metricName().isEmpty()) {
                throw MuninnException.badInput(
                        "series " + scrapedLabels + " has no metric name after relabeling");
            }
            checkLabelLimits(finalLabels);
        }
        int before = known.seriesCount();
        int number = known.add(written, finalLabels);
        added += known.seriesCount() - before;
        return number;
    }

    private void checkLabelLimits(Labels labels) {
        ScrapeLimits limits = target.settings().limits();
        check(labels, "label_limit", labels.size(), limits.labels());
        for (Label label : labels.toList()) {
            check(labels, "label_name_length_limit", bytes(label.name()), limits.labelNameBytes());
            check(
                    labels,
                    "label_value_length_limit",
                    bytes(label.value()),
                    limits.labelValueBytes());
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void check(Labels labels, String limitName, int found, long limit) {
        if (limit > 0 && found > limit) {
            throw MuninnException.limit(
                    limitName + " " + limit + " exceeded (" + found + ") by series " + labels);
        }
    }

    private void append(int number, double value, long timestampMillis) {
        if (count == series.length) {
            series = Arrays.copyOf(series, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            timestamps = Arrays.copyOf(timestamps, 2 * count);
        }
        series[count] = number;
        values[count] = value;
        timestamps[count] = timestampMillis;
        count++;
    }

    @Override
    public void exemplar(Labels labels, double value, long timestampMillis) {
        if (lastWasKept) {
            long time = timestampMillis == NO_TIMESTAMP ? scrapeMillis : timestampMillis;
            exemplars.add(new PendingExemplar(count - 1, new Exemplar(labels, value, time)));
        }
    }

    @Override
    public void type(String metric, MetricMetadata.Type type) {
        metadata.type(metric, type);
    }

    @Override
    public void help(String metric, String help) {
        metadata.help(metric, help);
    }

    @Override
    public void unit(String metric, String unit) {
        metadata.unit(metric, unit);
    }

    /**
     * Refuses the scrape if it has too many samples.
     *
     * @throws MuninnException of kind LIMIT
     */
    void checkSampleLimit() {
        long limit = target.settings().limits().samples();
        if (limit > 0 && kept > limit) {
            throw MuninnException.limit("sample_limit " + limit + " exceeded (" + kept + ")");
        }
    }

    /** Adds the columns to a batch that is attached to the known series' labels. */
    void addTo(WriteBatch batch) {
        int nextExemplar = 0;
        int nextHistogram = 0;
        for (int i = 0; i < count; i++) {
            int number = series[i];
            batch.addSeries(known.labelStart(number), known.labelEnd(number));
            if (nextHistogram < histograms.size() && histograms.get(nextHistogram).sample() == i) {
                batch.addHistogram(timestamps[i], histograms.get(nextHistogram++).histogram());
            } else {
                batch.addSample(timestamps[i], values[i]);
            }
            while (nextExemplar < exemplars.size() && exemplars.get(nextExemplar).sample() == i) {
                batch.addExemplar(exemplars.get(nextExemplar++).exemplar());
            }
        }
    }
}

package dev.muninn.ingest.scrape;

import dev.muninn.model.Labels;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;

/** The series in which a target's scrapes themselves are reported. */
final class ReportSeries {

    private static final String[] NAMES = {
        "up",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added"
    };

    private final KnownSeries known;
    private final int[] numbers = new int[NAMES.length];

    ReportSeries(ScrapeTarget target, KnownSeries known) {
        this.known = known;
        for (int i = 0; i < NAMES.length; i++) {
            numbers[i] = known.series(target.labels().with(Labels.METRIC_NAME, NAMES[i]));
        }
    }

    void add(
            WriteBatch batch,
            long timestampMillis,
            boolean up,
            double durationSeconds,
            ScrapedSamples samples) {
        double[] values = {
            up ? 1 : 0, durationSeconds, samples.scraped(), samples.kept(), samples.added()
        };
        for (int i = 0; i < values.length; i++) {
            add(batch, i, timestampMillis, values[i]);
        }
    }

    void addMarkers(WriteBatch batch, long timestampMillis) {
        for (int i = 0; i < numbers.length; i++) {
            add(batch, i, timestampMillis, Staleness.MARKER);
        }
    }

    private void add(WriteBatch batch, int which, long timestampMillis, double value) {
        int number = numbers[which];
        batch.addSeries(known.labelStart(number), known.labelEnd(number));
        batch.addSample(timestampMillis, value);
    }
}

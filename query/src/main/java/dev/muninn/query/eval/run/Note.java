package dev.muninn.query.eval.run;

import dev.muninn.model.ValueSketch;
import dev.muninn.query.eval.number.NumberText;
import dev.muninn.query.syntax.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Something the reader of an answer should know, with the part of the query it concerns. The texts
 * are Prometheus', which people search for.
 */
public record Note(Kind kind, String text, Span span) {

    /** How much it matters. */
    public enum Kind {
        WARNING("PromQL warning: "),
        INFO("PromQL info: ");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        public String prefix() {
            return prefix;
        }
    }

    /** What was being done when histograms did not fit together. */
    public enum HistogramOperation {
        ADDITION("addition"),
        SUBTRACTION("subtraction"),
        AGGREGATION("aggregation");

        private final String word;

        HistogramOperation(String word) {
            this.word = word;
        }
    }

    private static Note warning(String text, Span span) {
        return new Note(Kind.WARNING, text, span);
    }

    private static Note info(String text, Span span) {
        return new Note(Kind.INFO, text, span);
    }

    private static String forMetric(String metric) {
        return metric.isEmpty() ? "" : " for metric name " + NumberText.quoted(metric);
    }

    public static Note invalidQuantile(double value, Span span) {
        return warning(
                "quantile value should be between 0 and 1, got " + NumberText.general(value), span);
    }

    public static Note invalidRatio(double value, double cappedTo, Span span) {
        return warning(
                "ratio value should be between -1 and 1, got "
                        + NumberText.general(value)
                        + ", capping to "
                        + NumberText.general(cappedTo),
                span);
    }

    public static Note badBucketLabel(String metric, String value, Span span) {
        return warning(
                "bucket label \"le\" is missing or has a malformed value of "
                        + NumberText.quoted(value)
                        + forMetric(metric),
                span);
    }

    public static Note mixedFloatsAndHistograms(String metric, Span span) {
        return warning(
                "encountered a mix of histograms and floats for metric name "
                        + NumberText.quoted(metric),
                span);
    }

    public static Note mixedAggregation(Span span) {
        return warning("encountered a mix of histograms and floats for aggregation", span);
    }

    public static Note mixedClassicAndNative(String metric, Span span) {
        return warning(
                "vector contains a mix of classic and native histograms" + forMetric(metric), span);
    }

    public static Note histogramNotCounter(String metric, Span span) {
        return warning(
                "this native histogram metric is not a counter: " + NumberText.quoted(metric),
                span);
    }

    public static Note histogramNotGauge(String metric, Span span) {
        return warning(
                "this native histogram metric is not a gauge: " + NumberText.quoted(metric), span);
    }

    public static Note mixedSchemas(String metric, Span span) {
        return warning(
                "vector contains a mix of histograms with exponential and custom buckets schemas"
                        + " for metric name "
                        + NumberText.quoted(metric),
                span);
    }

    public static Note incompatibleBuckets(String operator, Span span) {
        return warning(
                "incompatible bucket layout encountered for binary operator " + operator, span);
    }

    public static Note conflictingResets(HistogramOperation operation, Span span) {
        return warning("conflicting counter resets during histogram " + operation.word, span);
    }

    public static Note startTimeOverlap(String metric, Span span) {
        return warning(
                "sample has start time that overlaps with previous sample timestamp for metric "
                        + NumberText.quoted(metric),
                span);
    }

    public static Note sortInRange(Span span) {
        return warning(
                "sort is ineffective for range queries since results are always ordered by labels",
                span);
    }

    /** Samples are gone, but what stands for them gives the same. */
    public static Note rolledUp(long samplesSince, String width, Span span) {
        return info(expired(samplesSince) + "answered from rollups of " + width, span);
    }

    public static Note movedToBuckets(long samplesSince, String width, Span span) {
        return warning(
                expired(samplesSince)
                        + "answered from rollups of "
                        + width
                        + ", with windows moved back to where one ends",
                span);
    }

    /** Quantiles come from sketches where there are any. */
    public static Note quantilesOrSamples(String width, Span span) {
        return info(quantiles(width) + "read as samples", span);
    }

    public static Note quantilesOrStandIns(String width, Span span) {
        return info(quantiles(width) + "read from the last of each rollup", span);
    }

    private static String quantiles(String width) {
        return "quantiles are within "
                + NumberText.general(100 * ValueSketch.RELATIVE_ERROR)
                + "% of the values, by percentiles of the rollups of "
                + width
                + "; series without these are ";
    }

    /** What an instant selector may find. */
    public static Note standIns(long samplesSince, Span span) {
        return info(expired(samplesSince) + "the last of each rollup stands for them", span);
    }

    /** A function of many samples finds few. */
    public static Note sumsOfStandIns(long samplesSince, Span span) {
        return warning(expired(samplesSince) + "the last of each rollup stands for them", span);
    }

    private static String expired(long samplesSince) {
        return "samples before "
                + LocalDate.ofInstant(Instant.ofEpochMilli(samplesSince), ZoneOffset.UTC)
                + " are past store.retention.raw: ";
    }

    public static Note bucketsReconciled(HistogramOperation operation, Span span) {
        return info("mismatched custom buckets were reconciled during " + operation.word, span);
    }

    public static Note maybeNoCounter(String metric, Span span) {
        return info(
                "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                        + NumberText.quoted(metric),
                span);
    }

    public static Note incompatibleTypes(String left, String operator, String right, Span span) {
        return info(
                "incompatible sample types encountered for binary operator \""
                        + operator
                        + "\": "
                        + left
                        + " "
                        + operator
                        + " "
                        + right,
                span);
    }

    public static Note ignoredInAggregation(String aggregation, Span span) {
        return info("ignored histogram in " + aggregation + " aggregation", span);
    }

    public static Note ignoredInMixedRange(String metric, Span span) {
        return info(
                "ignored histograms in a range containing both floats and histograms for metric"
                        + " name "
                        + NumberText.quoted(metric),
                span);
    }

    public static Note quantileIsNan(String metric, Span span) {
        return info(
                "input to histogram_quantile has NaN observations, result is NaN"
                        + forMetric(metric),
                span);
    }

    public static Note quantileIsSkewed(String metric, Span span) {
        return info(
                "input to histogram_quantile has NaN observations, result is skewed higher"
                        + forMetric(metric),
                span);
    }

    public static Note fractionWithoutNan(String metric, Span span) {
        return info(
                "input to histogram_fraction has NaN observations, which are excluded from all"
                        + " fractions"
                        + forMetric(metric),
                span);
    }

    static Note forcedMonotonicity(String metric, Span span) {
        return info(
                "input to histogram_quantile needed to be fixed for monotonicity (see"
                        + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
                        + forMetric(metric),
                span);
    }
}

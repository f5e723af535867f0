package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the lines of an exposition as text, one entry a line. */
final class CollectedLines implements ExpositionHandler {

    private final List<String> lines = new ArrayList<>();

    static List<String> ofText(String text) {
        return ofText(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> ofText(byte[] text) {
        CollectedLines collected = new CollectedLines();
        new TextParser().parse(body(text), collected);
        return collected.lines;
    }

    static List<String> ofOpenMetrics(String text) {
        return ofOpenMetrics(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> ofOpenMetrics(byte[] text) {
        CollectedLines collected = new CollectedLines();
        new OpenMetricsParser().parse(body(text), collected);
        return collected.lines;
    }

    static List<String> ofOpenMetrics2(byte[] text, HistogramChoice choice) {
        CollectedLines collected = new CollectedLines();
        new OpenMetrics2Parser().parse(body(text), choice, collected);
        return collected.lines;
    }

    static List<String> ofProtobuf(byte[] exposition, HistogramChoice choice) {
        CollectedLines collected = new CollectedLines();
        new MetricFamilyParser().parse(body(exposition), choice, collected);
        return collected.lines;
    }

    static BodyBuffer body(byte[] text) {
        BodyBuffer body = new BodyBuffer();
        body.append(ByteBuffer.wrap(text));
        return body;
    }

    @Override
    public void sample(WrittenSeries series, double value, long timestampMillis) {
        lines.add(series.labels() + " " + value + time(timestampMillis));
    }

    @Override
    public void histogram(WrittenSeries series, NativeHistogram histogram, long timestampMillis) {
        lines.add(series.labels() + " " + histogram + time(timestampMillis));
    }

    @Override
    public void exemplar(Labels labels, double value, long timestampMillis) {
        lines.add("exemplar " + labels + " " + value + time(timestampMillis));
    }

    @Override
    public void type(String metric, MetricMetadata.Type type) {
        lines.add("type " + metric + " " + type.word());
    }

    @Override
    public void help(String metric, String help) {
        lines.add("help " + metric + " " + help);
    }

    @Override
    public void unit(String metric, String unit) {
        lines.add("unit " + metric + " " + unit);
    }

    private static String time(long timestampMillis) {
        return timestampMillis == NO_TIMESTAMP ? "" : " @" + timestampMillis;
    }
}

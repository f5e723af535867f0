package dev.muninn.ingest.backfill;

import dev.muninn.ingest.exposition.ExpositionHandler;
import dev.muninn.ingest.exposition.OpenMetricsParser;
import dev.muninn.ingest.exposition.WrittenSeries;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** OpenMetrics text of any length, with a timestamp on every line. */
public final class OpenMetricsSource implements BackfillSource {

    private static final String TYPE = "# TYPE ";

    private final LineFile file;
    private final long size;
    private final OpenMetricsParser parser = new OpenMetricsParser();
    private final BodyBuffer piece = new BodyBuffer();

    /** The type in force where a piece begins: the parser sees each piece as a whole file. */
    private String typeLine = "";

    private OpenMetricsSource(LineFile file) throws IOException {
        this.file = file;
        size = file.size();
    }

    public static OpenMetricsSource open(Path path) throws IOException {
        return new OpenMetricsSource(new LineFile(path));
    }

    @Override
    public boolean next(WriteBatch into) throws IOException {
        into.clear();
        long start = file.position();
        int length = file.read();
        if (length == 0) {
            return false;
        }
        String text = new String(file.bytes(), 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("# EOF");
        boolean isLast = end == 0 || (end > 0 && text.charAt(end - 1) == '\n');
        String lines = isLast ? text.substring(0, end) : text;
        piece.clear();
        byte[] whole =
                (typeLine
                                + lines
                                + (lines.endsWith("\n") || lines.isEmpty() ? "" : "\n")
                                + "# EOF\n")
                        .getBytes(StandardCharsets.UTF_8);
        piece.append(ByteBuffer.wrap(whole));
        try {
            parser.parse(piece, new Lines(into));
        } catch (MuninnException e) {
            throw new MuninnException(
                    e.kind(), "in the lines from byte " + start + " on: " + e.getMessage(), e);
        }
        rememberType(lines);
        return true;
    }

    private void rememberType(String lines) {
        int at = lines.lastIndexOf("\n" + TYPE);
        int from = at < 0 ? (lines.startsWith(TYPE) ? 0 : -1) : at + 1;
        if (from >= 0) {
            int end = lines.indexOf('\n', from);
            typeLine = lines.substring(from, end < 0 ? lines.length() : end) + "\n";
        }
    }

    /** Adds lines to a batch; one without a timestamp is refused. */
    private record Lines(WriteBatch into) implements ExpositionHandler {

        @Override
        public void sample(WrittenSeries series, double value, long timestampMillis) {
            begin(series, timestampMillis);
            into.addSample(timestampMillis, value);
        }

        @Override
        public void histogram(
                WrittenSeries series, NativeHistogram histogram, long timestampMillis) {
            begin(series, timestampMillis);
            into.addHistogram(timestampMillis, histogram);
        }

        private void begin(WrittenSeries series, long timestampMillis) {
            Labels labels = series.labels();
            if (timestampMillis == NO_TIMESTAMP) {
                throw MuninnException.badInput("sample " + labels + " has no timestamp");
            }
            into.addSeries(labels);
        }

        @Override
        public void exemplar(Labels labels, double value, long timestampMillis) {
            if (timestampMillis != NO_TIMESTAMP) {
                into.addExemplar(new Exemplar(labels, value, timestampMillis));
            }
        }

        @Override
        public void type(String metric, MetricMetadata.Type type) {
            into.addMetadata(new MetricMetadata(metric, type, "", ""));
        }

        @Override
        public void help(String metric, String help) {
            // Types and help arrive apart; types matter to queries, help does not.
        }

        @Override
        public void unit(String metric, String unit) {
            // As with help.
        }
    }

    @Override
    public long position() {
        return file.position();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void moveTo(long position) {
        file.moveTo(position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

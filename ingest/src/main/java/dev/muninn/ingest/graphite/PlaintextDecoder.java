package dev.muninn.ingest.graphite;

import dev.muninn.ingest.exposition.FloatReader;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.nio.charset.StandardCharsets;

/**
 * Decodes Graphite's plaintext lines, {@code path;tag=value number seconds}; confined to one
 * thread. Dots of the path become underscores. A line that is broken is rejected alone.
 */
public final class PlaintextDecoder {

    /**
     * Fills the emptied batch.
     *
     * @param nowMillis the time of lines without one
     */
    public void decode(
            BodyBuffer body,
            long nowMillis,
            Labels extraLabels,
            WriteBatch into,
            Rejections rejections) {
        into.clear();
        String text = new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty()) {
                try {
                    readLine(stripped.split("\\s+", -1), nowMillis, extraLabels, into);
                } catch (MuninnException e) {
                    rejections.add(
                            Append.INVALID_LABELS, 1, "line " + number + ": " + e.getMessage());
                }
            }
        }
    }

    private static void readLine(
            String[] parts, long nowMillis, Labels extraLabels, WriteBatch into) {
        if (parts.length < 2 || parts.length > 3) {
            throw MuninnException.badInput("expected path, value and time in seconds");
        }
        double value = number(parts[1]);
        // Minus one is what senders write for "now".
        double seconds = parts.length == 3 ? number(parts[2]) : -1;
        long millis = seconds == -1 ? nowMillis : Math.round(seconds * 1000);
        Labels.Builder labels = labels(parts[0]);
        extraLabels.toList().forEach(label -> labels.set(label.name(), label.value()));
        into.addSeries(labels.build());
        into.addSample(millis, value);
    }

    private static Labels.Builder labels(String path) {
        String[] parts = path.split(";", -1);
        Labels.Builder labels = Labels.builder();
        for (int i = 1; i < parts.length; i++) {
            int equal = parts[i].indexOf('=');
            if (equal < 1) {
                throw MuninnException.badInput("tag \"" + parts[i] + "\" is not name=value");
            }
            labels.set(parts[i].substring(0, equal), parts[i].substring(equal + 1));
        }
        if (parts[0].isEmpty()) {
            throw MuninnException.badInput("path is missing");
        }
        return labels.set(Labels.METRIC_NAME, parts[0].replace('.', '_').replace('-', '_'));
    }

    private static double number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FloatReader.read(bytes, 0, bytes.length);
    }
}

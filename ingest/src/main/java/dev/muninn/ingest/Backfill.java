package dev.muninn.ingest;

import dev.muninn.ingest.backfill.BackfillSource;
import dev.muninn.ingest.backfill.CsvSource;
import dev.muninn.ingest.backfill.OpenMetricsSource;
import dev.muninn.ingest.backfill.PrometheusBlockSource;
import dev.muninn.ingest.forward.RemoteWriteClient;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Sends the samples of a file to a server by remote write, and can go on where an earlier run was
 * ended.
 */
public final class Backfill implements AutoCloseable {

    /** The forms of files. */
    public enum Format {
        CSV,
        OPENMETRICS,
        PROMETHEUS_BLOCK
    }

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        void at(long position, long size, long samples);
    }

    /**
     * What became of a file.
     *
     * @param samples sent
     * @param refusals answers in which the server refused some of them; the first one's text
     * @param passedOver what the file had that cannot be sent, in words
     */
    public record Outcome(long samples, long refusals, String firstRefusal, String passedOver) {}

    private final BackfillSource source;
    private final Path stateFile;
    private final RemoteWriteClient client;

    private Backfill(BackfillSource source, Path stateFile, RemoteWriteClient client) {
        this.source = source;
        this.stateFile = stateFile;
        this.client = client;
    }

    /**
     * Opens a file or block, at the place that the state file tells.
     *
     * @throws MuninnException of kind NOT_FOUND if it cannot be read, BAD_INPUT if it is not of its
     *     form
     */
    public static Backfill open(Path file, Format format, Path stateFile, URI remoteWrite) {
        try {
            BackfillSource source =
                    switch (format) {
                        case CSV -> CsvSource.open(file);
                        case OPENMETRICS -> OpenMetricsSource.open(file);
                        case PROMETHEUS_BLOCK -> PrometheusBlockSource.open(file);
                    };
            if (Files.exists(stateFile)) {
                source.moveTo(Long.parseLong(Files.readString(stateFile).strip()));
            }
            return new Backfill(source, stateFile, new RemoteWriteClient(remoteWrite));
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "cannot read " + file + ": " + e, e);
        } catch (NumberFormatException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    stateFile + " holds no position: remove it to begin anew",
                    e);
        }
    }

    /** The form of a file by its name and content. */
    public static Format formatOf(Path file) {
        if (PrometheusBlockSource.isBlock(file)) {
            return Format.PROMETHEUS_BLOCK;
        }
        return file.toString().endsWith(".csv") ? Format.CSV : Format.OPENMETRICS;
    }

    /**
     * Sends all that is left; each request that was taken is noted in the state file, which is
     * removed at the end.
     *
     * @throws MuninnException of kind BAD_INPUT if the file is broken, of kind UNAVAILABLE if the
     *     server cannot be reached; a later run goes on from there
     */
    public Outcome run(Progress progress) throws InterruptedException {
        long samples = 0;
        long refusals = 0;
        String firstRefusal = "";
        WriteBatch batch = new WriteBatch();
        try {
            while (source.next(batch)) {
                String refusal = client.send(batch);
                samples += batch.sampleCount();
                if (!refusal.isEmpty()) {
                    refusals++;
                    firstRefusal = firstRefusal.isEmpty() ? refusal : firstRefusal;
                }
                note(source.position());
                progress.at(source.position(), source.size(), samples);
            }
            Files.deleteIfExists(stateFile);
            return new Outcome(samples, refusals, firstRefusal, source.passedOver());
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, "import ended: " + e.getMessage(), e);
        }
    }

    /** Written beside and moved, so that the file always holds one whole position. */
    private void note(long position) throws IOException {
        Path next = stateFile.resolveSibling(stateFile.getFileName() + ".next");
        Files.writeString(next, Long.toString(position));
        Files.move(next, stateFile, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        client.close();
        try {
            source.close();
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, "the file did not close in order", e);
        }
    }
}

package dev.muninn.bench.load;

import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.xerial.snappy.Snappy;

/**
 * Sends a recording of a real host to a server as if it had been scraped every so many seconds up
 * to now, lets the server tidy up, and prints a table row: what a sample takes on disk.
 */
public final class HostDensity {

    /** Files that did not change for so long are what tidying up leaves. */
    private static final long QUIET_MILLIS = 5_000;

    private static final long PATIENCE_MILLIS = 300_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HostRecording recording;
    private final long spreadMillis;
    private final URI write;

    private HostDensity(HostRecording recording, long spreadMillis, URI write) {
        this.recording = recording;
        this.spreadMillis = spreadMillis;
        this.write = write;
    }

    /**
     * Takes {@code --server NAME --recording FOLDER --spread-seconds N --write URL --data
     * FOLDER,FOLDER --tidy URL,URL}: where samples are kept, and what is posted to once all is
     * sent.
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        HostDensity density =
                new HostDensity(
                        HostRecording.open(Path.of(options.getOrDefault("recording", "."))),
                        1000 * Long.parseLong(options.getOrDefault("spread-seconds", "15")),
                        URI.create(
                                options.getOrDefault(
                                        "write", "http://127.0.0.1:7171/api/v1/write")));
        density.measure(
                options.getOrDefault("server", "muninn"),
                Stream.of(options.getOrDefault("data", "data").split(",")).map(Path::of).toList(),
                List.of(options.getOrDefault("tidy", "").split(",")));
    }

    private void measure(String server, List<Path> data, List<String> tidy) throws Exception {
        long samples = 0;
        long start = System.currentTimeMillis() - recording.rounds() * spreadMillis;
        long pace =
                (recording.millis(recording.rounds() - 1) - recording.millis(0))
                        / Math.max(1, recording.rounds() - 1);
        for (int round = 0; round < recording.rounds(); round++) {
            // What a scrape comes early or late is kept, as real times are never even.
            long late = recording.millis(round) - recording.millis(0) - round * pace;
            List<HostRecording.Reading> readings = recording.read(round);
            send(readings, start + round * spreadMillis + late);
            samples += readings.size();
        }
        for (String url : tidy) {
            post(URI.create(url), HttpRequest.BodyPublishers.noBody());
        }
        long bytes = settled(data);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.3f |%n",
                server,
                recording.series(),
                samples,
                bytes,
                (double) bytes / samples);
    }

    private void send(List<HostRecording.Reading> readings, long millis) throws Exception {
        RemoteWriteEncoder request = new RemoteWriteEncoder();
        for (HostRecording.Reading reading : readings) {
            request.series(reading.labels()).sample(millis, reading.value());
        }
        post(write, HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(request.encode())));
    }

    private void post(URI to, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest post =
                HttpRequest.newBuilder(to)
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .POST(body)
                        .build();
        int status = http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException(to + " answered " + status);
        }
    }

    private static long settled(List<Path> data) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        long before = -1;
        long now = bytes(data);
        while (now != before && System.currentTimeMillis() < deadline) {
            before = now;
            Thread.sleep(QUIET_MILLIS);
            now = bytes(data);
        }
        return now;
    }

    private static long bytes(List<Path> folders) {
        long sum = 0;
        for (Path folder : folders) {
            sum += ServerProcess.bytesOnDisk(folder);
        }
        return sum;
    }
}

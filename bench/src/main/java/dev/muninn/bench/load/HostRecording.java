package dev.muninn.bench.load;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.query.SeriesText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pages that an exporter gave one after the other, each in a file named after its moment; as a
 * program it takes them.
 */
final class HostRecording {

    private static final String SUFFIX = ".prom";

    /** What was read at a time: labels as stored, and the value. */
    record Reading(byte[] labels, double value) {}

    private final List<Path> pages;
    private final Map<String, byte[]> labels = new HashMap<>();

    private HostRecording(List<Path> pages) {
        this.pages = pages;
    }

    /** Takes pages: {@code --scrape URL --recording FOLDER --rounds N --pace-millis N}. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        URI from = URI.create(options.getOrDefault("scrape", "http://127.0.0.1:9100/metrics"));
        take(
                from,
                Path.of(options.getOrDefault("recording", "recording")),
                Integer.parseInt(options.getOrDefault("rounds", "960")),
                Long.parseLong(options.getOrDefault("pace-millis", "1000")));
    }

    private static void take(URI from, Path folder, int rounds, long paceMillis)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest get = HttpRequest.newBuilder(from).build();
            long start = System.currentTimeMillis();
            for (int round = 0; round < rounds; round++) {
                long early = start + round * paceMillis - System.currentTimeMillis();
                if (early > 0) {
                    Thread.sleep(early);
                }
                Path page = folder.resolve(System.currentTimeMillis() + SUFFIX);
                int status = http.send(get, HttpResponse.BodyHandlers.ofFile(page)).statusCode();
                if (status != 200) {
                    throw new IOException(from + " answered " + status);
                }
            }
        }
    }

    static HostRecording open(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new HostRecording(
                    files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList());
        }
    }

    int rounds() {
        return pages.size();
    }

    /** When the page of a round was taken. */
    long millis(int round) {
        String name = String.valueOf(pages.get(round).getFileName());
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The samples of a round, as a scrape would store them. */
    List<Reading> read(int round) throws IOException {
        return Files.readAllLines(pages.get(round)).stream()
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .map(this::reading)
                .toList();
    }

    /** How many series the rounds read so far had. */
    int series() {
        return labels.size();
    }

    private Reading reading(String line) {
        int space = line.lastIndexOf(' ');
        byte[] known = labels.computeIfAbsent(line.substring(0, space), HostRecording::encode);
        String value = line.substring(space + 1);
        return new Reading(
                known,
                switch (value) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(value);
                });
    }

    private static byte[] encode(String series) {
        Labels.Builder all = Labels.builder();
        Labels told = SeriesText.parseLabels(series);
        for (int i = 0; i < told.size(); i++) {
            all.set(told.name(i), told.value(i));
        }
        all.set("job", "node").set("instance", "127.0.0.1:9100");
        return LabelBytes.encode(all.build());
    }
}

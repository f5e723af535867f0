package dev.muninn.systemtest.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.systemtest.MuninnClient;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random expressions give the same answers, errors and remarks as a real Prometheus. {@code
 * -Dmuninn.random-queries} and {@code -Dmuninn.random-seed} try more of them, or others; {@code
 * -Dmuninn.random-start} puts the data at another time, in seconds.
 */
class RandomQueriesIT {

    private static final int COUNT = Integer.getInteger("muninn.random-queries", 300);
    private static final long SEED = Long.getLong("muninn.random-seed", 1);
    private static final long START = Long.getLong("muninn.random-start", QueryData.LEAP_DAY);

    private static final Pattern ORDERED = Pattern.compile("^(sort|topk|bottomk)");

    @TempDir private Path folder;

    @Test
    void agreesWithPrometheusOnRandomQueries() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        RandomQueries queries = new RandomQueries(random, START);
        List<String> differences = new ArrayList<>();
        int answered = 0;
        try (PeerPair pair = PeerPair.start(folder, START)) {
            MuninnClient muninn = pair.muninn().client();
            MuninnClient prometheus = pair.other();
            for (int i = 0; i < COUNT; i++) {
                Term query = queries.any();
                String times = times(random);
                Comparison compared = compare(query, times, muninn, prometheus);
                answered += compared.isAnswer() ? 1 : 0;
                if (!compared.difference().isEmpty()) {
                    String smallest = smallest(query, times, muninn, prometheus);
                    differences.add(smallest);
                    System.out.println(smallest);
                }
            }
        }
        System.out.printf(
                "RandomQueriesIT: seed %d, %d queries, %d of them with an answer, %d differ%n",
                SEED, COUNT, answered, differences.size());
        assertThat(differences).isEmpty();
    }

    /**
     * @param isAnswer whether there is a result, and not only an error or nothing
     */
    private record Comparison(String difference, boolean isAnswer) {}

    private static String times(SplittableRandom random) {
        long at = START + random.nextInt(-200, 4200);
        String lookback =
                switch (random.nextInt(20)) {
                    case 0 -> "&lookback_delta=40";
                    case 1 -> "&lookback_delta=1ms";
                    case 2 -> "&lookback_delta=1h30m";
                    case 3 -> "&lookback_delta=15.5";
                    default -> "";
                };
        String fraction =
                switch (random.nextInt(6)) {
                    case 0 -> ".5";
                    case 1 -> ".001";
                    default -> "";
                };
        String statistics = random.nextInt(5) == 0 ? "&stats=all" : "";
        if (random.nextInt(3) > 0) {
            return "query?time=" + at + fraction + lookback + statistics;
        }
        double step = random.nextInt(1, 120) / (random.nextInt(4) == 0 ? 8.0 : 1);
        long end = at + (long) (step * random.nextInt(0, 12)) + random.nextInt(2);
        String limit = random.nextInt(20) == 0 ? "&limit=" + random.nextInt(4) : "";
        return "query_range?start=%s%s&end=%s%s&step=%s%s%s"
                .formatted(at, fraction, end, fraction, step, lookback, limit + statistics);
    }

    private static String smallest(
            Term query, String times, MuninnClient muninn, MuninnClient prometheus) {
        Term smallest =
                Smallest.of(
                        query,
                        Term::smaller,
                        term -> !compare(term, times, muninn, prometheus).difference().isEmpty());
        String difference = compare(smallest, times, muninn, prometheus).difference();
        return smallest + "\n    " + times + "\n    of " + query + "\n    " + difference;
    }

    private static Comparison compare(
            Term query, String times, MuninnClient muninn, MuninnClient prometheus) {
        String encoded = URLEncoder.encode(query.toString(), StandardCharsets.UTF_8);
        String call = "/api/v1/" + times + "&query=" + encoded;
        HttpResponse<String> ours = muninn.get(call);
        HttpResponse<String> theirs = prometheus.get(call);
        JsonNode found = MuninnClient.parse(ours.body());
        JsonNode expected = MuninnClient.parse(theirs.body());
        if (KnownDifferences.isOfVersions(query.toString(), expected, found)
                || KnownDifferences.isOfNames(query.toString(), expected, found)) {
            return new Comparison("", false);
        }
        if (ours.statusCode() != theirs.statusCode()) {
            String difference =
                    "status %d not %d: %s not %s"
                            .formatted(
                                    ours.statusCode(),
                                    theirs.statusCode(),
                                    cut(ours.body()),
                                    cut(theirs.body()));
            return new Comparison(difference, false);
        }
        if (ours.statusCode() != 200) {
            String left = Answers.error(expected);
            String right = Answers.error(found);
            return new Comparison(left.equals(right) ? "" : right + " not " + left, false);
        }
        String difference =
                KnownDifferences.ofData(
                        query.toString(), expected.path("data"), found.path("data"));
        if (Answers.difference(expected.path("data"), found.path("data")).isEmpty()
                && !Answers.isSameOrderOfSeries(expected.path("data"), found.path("data"))) {
            difference = "order of series of " + ours.body() + " not " + theirs.body();
        }
        if (difference.isEmpty()
                && ORDERED.matcher(query.toString()).find()
                && !Answers.isSameOrder(expected.path("data"), found.path("data"))) {
            difference = "order of " + ours.body() + " not " + theirs.body();
        }
        if (difference.isEmpty()) {
            difference =
                    KnownDifferences.ofRemarks(
                            query.toString(), Answers.remarks(expected), Answers.remarks(found));
        }
        if (difference.isEmpty()) {
            difference = KnownDifferences.ofSampleCounts(expected, found);
        }
        return new Comparison(difference, !expected.path("data").path("result").isEmpty());
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text.strip();
    }
}

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged expressions are refused as a real Prometheus refuses them, with the same words and
 * places; those that are still right are accepted.
 */
class DamagedQueriesIT {

    private static final int COUNT = Integer.getInteger("muninn.random-queries", 300);
    private static final long SEED = Long.getLong("muninn.random-seed", 1);

    @TempDir private Path folder;

    @Test
    void refusesWhatPrometheusRefuses() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        RandomQueries queries = new RandomQueries(random, QueryData.LEAP_DAY);
        DamagedQueries damage = new DamagedQueries(random);
        List<String> differences = new ArrayList<>();
        int refused = 0;
        try (PeerPair pair = PeerPair.start(folder, QueryData.LEAP_DAY)) {
            MuninnClient muninn = pair.muninn().client();
            MuninnClient prometheus = pair.other();
            for (int i = 0; i < COUNT; i++) {
                String query = queries.any().toString();
                String damaged = i % 10 == 0 ? query : damage.damaged(query);
                for (String path : List.of("format_query", "parse_query")) {
                    if (!difference(path, damaged, muninn, prometheus).isEmpty()) {
                        String smallest = smallest(path, damaged, muninn, prometheus);
                        differences.add(smallest);
                        System.out.println(smallest);
                        break;
                    }
                }
                String call = "/api/v1/format_query?query=" + encoded(damaged);
                refused += muninn.get(call).statusCode() == 200 ? 0 : 1;
            }
        }
        System.out.printf(
                "DamagedQueriesIT: seed %d, %d queries, %d refused, %d differ%n",
                SEED, COUNT, refused, differences.size());
        assertThat(differences).isEmpty();
    }

    private static String smallest(
            String path, String query, MuninnClient muninn, MuninnClient prometheus) {
        String smallest =
                Smallest.of(
                        query,
                        DamagedQueries::smaller,
                        text -> !difference(path, text, muninn, prometheus).isEmpty());
        String difference = difference(path, smallest, muninn, prometheus);
        return path + " " + smallest + "\n    of " + query + "\n    " + difference;
    }

    private static String difference(
            String path, String query, MuninnClient muninn, MuninnClient prometheus) {
        String call = "/api/v1/" + path + "?query=" + encoded(query);
        HttpResponse<String> ours = muninn.get(call);
        HttpResponse<String> theirs = prometheus.get(call);
        JsonNode found = MuninnClient.parse(ours.body());
        JsonNode expected = MuninnClient.parse(theirs.body());
        boolean isSame =
                ours.statusCode() == theirs.statusCode()
                        // How an expression is laid out is not the same in all versions.
                        && (ours.statusCode() == 200 || found.equals(expected));
        if (isSame) {
            return "";
        }
        if (KnownDifferences.isOfVersions(query, expected, found)
                || ours.statusCode() == 400
                        && Answers.error(expected).equals(Answers.error(found))) {
            return "";
        }
        return "%d %s%n    not %d %s"
                .formatted(ours.statusCode(), ours.body(), theirs.statusCode(), theirs.body());
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}

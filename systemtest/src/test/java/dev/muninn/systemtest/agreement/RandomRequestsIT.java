package dev.muninn.systemtest.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.systemtest.MuninnClient;
import dev.muninn.systemtest.agreement.RandomRequests.Request;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls with odd parameters are answered as a real Prometheus answers them: status, data, type and
 * text of the error.
 */
class RandomRequestsIT {

    private static final int COUNT = Integer.getInteger("muninn.random-queries", 300);
    private static final long SEED = Long.getLong("muninn.random-seed", 1);

    private static final long START = Long.getLong("muninn.random-start", QueryData.LEAP_DAY);

    private static final String PARSE_ERROR = " parse error: ";

    private static final Pattern NAMED_PARAMETER =
            Pattern.compile("^invalid parameter \"[^\"]*\": ");

    /** What is refused here because it is a typing mistake. */
    private static final Pattern REFUSED_NUMBER =
            Pattern.compile(
                    "lookback_delta..: ..-|..(NaN|Inf|[0-9]+_[0-9]+).. (to a valid|is not)"
                            + "|..[0-9]*000000000..");

    @TempDir private Path folder;

    @Test
    void answersAsPrometheusAnswers() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        RandomRequests requests = new RandomRequests(random, START);
        List<String> differences = new ArrayList<>();
        int answered = 0;
        try (PeerPair pair = PeerPair.start(folder, START)) {
            MuninnClient muninn = pair.muninn().client();
            MuninnClient prometheus = pair.other();
            for (int i = 0; i < COUNT; i++) {
                Request request = requests.any();
                if (!difference(request, muninn, prometheus).isEmpty()) {
                    String smallest = smallest(request, muninn, prometheus);
                    differences.add(smallest);
                    System.out.println(smallest);
                }
                answered += send(request, muninn).statusCode() == 200 ? 1 : 0;
            }
        }
        System.out.printf(
                "RandomRequestsIT: seed %d, %d calls, %d of them answered, %d differ%n",
                SEED, COUNT, answered, differences.size());
        assertThat(differences).isEmpty();
    }

    private static String smallest(Request request, MuninnClient muninn, MuninnClient prometheus) {
        Request smallest =
                Smallest.of(
                        request,
                        Request::smaller,
                        call -> !difference(call, muninn, prometheus).isEmpty());
        return smallest + "\n    " + difference(smallest, muninn, prometheus);
    }

    private static String difference(
            Request request, MuninnClient muninn, MuninnClient prometheus) {
        HttpResponse<String> ours = send(request, muninn);
        HttpResponse<String> theirs = send(request, prometheus);
        if (theirs.statusCode() == 204 && ours.statusCode() == 200) {
            return "";
        }
        if (request.path().equals("/federate") && isSameText(ours, theirs)) {
            return "";
        }
        if (ours.statusCode() == 404 && theirs.statusCode() == 404) {
            return "";
        }
        if (ours.statusCode() == 400
                && theirs.statusCode() != 400
                && REFUSED_NUMBER.matcher(ours.body()).find()) {
            return "";
        }
        String difference =
                "%d %s%n    not %d %s"
                        .formatted(
                                ours.statusCode(),
                                cut(ours.body()),
                                theirs.statusCode(),
                                cut(theirs.body()));
        if (ours.statusCode() != theirs.statusCode() || !type(ours).equals(type(theirs))) {
            return type(ours) + " " + type(theirs) + " " + difference;
        }
        if (!type(theirs).startsWith("application/json")) {
            return ours.body().equals(theirs.body()) ? "" : difference;
        }
        JsonNode found = MuninnClient.parse(ours.body());
        JsonNode expected = MuninnClient.parse(theirs.body());
        boolean isCut = expected.path("warnings").toString().contains("truncated");
        return isSame(expected, found) || (isCut && isSameSize(expected, found)) ? "" : difference;
    }

    /** Which of several are left by a limit depends on the order in which they are found. */
    private static boolean isSameSize(JsonNode expected, JsonNode found) {
        return expected.path("warnings").equals(found.path("warnings"))
                && expected.path("data").size() == found.path("data").size();
    }

    /** Whether both refuse, or tell the same series in some order. */
    private static boolean isSameText(HttpResponse<String> ours, HttpResponse<String> theirs) {
        if (ours.statusCode() != theirs.statusCode()) {
            return false;
        }
        return ours.statusCode() != 200
                || ours.body()
                        .lines()
                        .sorted()
                        .toList()
                        .equals(theirs.body().lines().sorted().toList());
    }

    /** What is wrong with a parameter is told in other words, what is wrong with PromQL is not. */
    private static boolean isSameError(JsonNode expected, JsonNode found) {
        String theirs = expected.path("error").asText().replace("unknown position: ", "1:1: ");
        String ours = found.path("error").asText();
        boolean areOfPromql = theirs.contains(PARSE_ERROR) && ours.contains(PARSE_ERROR);
        return expected.path("errorType").equals(found.path("errorType"))
                && (!areOfPromql || plain(theirs).equals(plain(ours)));
    }

    private static String plain(String error) {
        return KnownDifferences.error(NAMED_PARAMETER.matcher(error).replaceFirst(""));
    }

    private static boolean isSame(JsonNode expected, JsonNode found) {
        if (expected.has("error")) {
            return found.has("error") && isSameError(expected, found);
        }
        if (expected.path("data").has("resultType")) {
            return Answers.difference(expected.path("data"), found.path("data")).isEmpty()
                    && KnownDifferences.ofRemarks(
                                    "", Answers.remarks(expected), Answers.remarks(found))
                            .isEmpty();
        }
        // Prometheus finds series in the order in which they came to be there.
        return expected.at("/data/0").isObject() && found.at("/data/0").isObject()
                ? sorted(expected).equals(sorted(found))
                : expected.equals(found);
    }

    private static List<String> sorted(JsonNode answer) {
        return answer.path("data").valueStream().map(JsonNode::toString).sorted().toList();
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static HttpResponse<String> send(Request request, MuninnClient to) {
        HttpRequest.Builder builder = to.request(request.target());
        if (request.method().equals("POST")) {
            builder.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        }
        return to.send(builder.build());
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text.strip();
    }
}

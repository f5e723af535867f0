package dev.muninn.systemtest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * In what a Prometheus may differ, being older than the version Muninn follows or for a reason that
 * docs/promql-differences.md gives.
 */
final class KnownDifferences {

    private static final String NO_NAME = " for metric name \"\"";

    private static final Pattern NEWER_REMARK =
            Pattern.compile("sort is ineffective for range|conflicting counter resets");

    /** Details of a remark that came later, and digits behind the twelfth. */
    private static final Pattern DETAILS =
            Pattern.compile(", from buckets .* to \\S+Z|(?<=\\d\\.\\d{11})\\d+|" + NO_NAME);

    /** What older ones say of an argument that is not the one to blame, or of a subquery. */
    private static final Pattern OTHER_PLACE =
            Pattern.compile(
                    "\\(1:1\\)$|quantile value|bucket label|NaN observations"
                            + "|ignored histograms in a range");

    private static final Pattern PLACE = Pattern.compile(" \\(\\d+:\\d+\\)$");

    /** Where an older one forgets that a name is to be taken off at the end. */
    private static final Pattern KEEPS_NAMES = Pattern.compile("\\binfo\\(|\\[[^\\]]*:");

    /**
     * Where an older one looks for info at another time, divides infinity by infinity, forgets an
     * offset, takes a change of kind for a reset of a gauge, or begins with the highest buckets
     * where there are NaN observations; where none has the logarithm of the smallest numbers, or
     * more than the first parameter of what is aggregated at a fixed time.
     */
    private static final Pattern OLD_FAULTS =
            Pattern.compile(
                    "(?i)\\binfo\\(.*(@|offset|\\{)"
                            + "|histogram_fraction\\(.*(inf|zero|\\*|-)"
                            + "|\\btimestamp\\(\\(*[^@()]*(@.*offset|offset.*@)"
                            + "|\\bdelta\\(.*(h_types|h_\\.\\*)"
                            + "|\\bavg.*h_(infinite|\\.\\*)"
                            + "|histogram_quantile\\(.*h_(nan|\\.\\*)"
                            + "|\\b(ln|log2|log10)\\(.*(tiny|job)"
                            + "|\\b(limitk|limit_ratio|topk|bottomk|quantile)\\b.*(time|scalar)"
                            + "\\(.*@");

    private static final Pattern NEWER_SYNTAX =
            Pattern.compile(
                    "expected number or duration|in duration expression|unexpected error$|subquery selector|unexpected colon|strconv"
                            + "|unclosed left"
                            + "|unexpected \"\\(\"|no expression found");

    private KnownDifferences() {}

    /** Whether the answers of two servers may be that different, if not the values in them. */
    static boolean isOfVersions(JsonNode expected, JsonNode found) {
        String theirError = expected.path("error").asText();
        String ourError = found.path("error").asText();
        boolean isSeriesMerged =
                theirError.equals("vector cannot contain metrics with the same labelset")
                        && ourError.isEmpty();
        boolean isMatchRefused =
                ourError.startsWith("multiple matches for labels") && theirError.isEmpty();
        boolean isNumberRefused =
                !theirError.contains("NaN")
                        && ourError.matches("Parameter value is NaN|Ratio.*NaN|Scalar.*int64");
        // Of two errors the one that needs no samples comes first.
        boolean isEarlierError = ourError.startsWith("invalid label name") && !theirError.isEmpty();
        boolean isBoundReconciled =
                expected.path("warnings").toString().contains("incompatible custom buckets");
        return isSeriesMerged
                || isBoundReconciled
                || isEarlierError
                || isMatchRefused
                || isNumberRefused
                || ourError.endsWith(", expected ':'")
                || NEWER_SYNTAX.matcher(theirError).find();
    }

    /** Whether series are alike without the names that an older one forgot to take off. */
    static boolean isOfNames(String query, JsonNode expected, JsonNode found) {
        return KEEPS_NAMES.matcher(query).find()
                && expected.path("error").isMissingNode()
                && found.path("error").asText().endsWith("with the same labelset");
    }

    /** The difference of the data of two answers to a query. */
    static String ofData(String query, JsonNode expected, JsonNode found) {
        String difference = Answers.difference(expected, found);
        if (OLD_FAULTS.matcher(query).find()) {
            return "";
        }
        return difference.isEmpty() || !KEEPS_NAMES.matcher(query).find()
                ? difference
                : Answers.difference(withoutNames(expected), withoutNames(found));
    }

    private static JsonNode withoutNames(JsonNode data) {
        JsonNode copy = data.deepCopy();
        for (JsonNode element : copy.path("result")) {
            if (element.path("metric") instanceof ObjectNode metric) {
                metric.remove("__name__");
            }
        }
        return copy;
    }

    /**
     * How remarks differ. Prometheus tells each text once, with the last place it is true of, and
     * loses the places within subqueries.
     */
    static String ofRemarks(String query, List<String> expected, List<String> found) {
        if (OLD_FAULTS.matcher(query).find()) {
            return "";
        }
        if (expected.toString().contains("omitted") || found.toString().contains("omitted")) {
            return "";
        }
        Set<String> wanted = new TreeSet<>(expected.stream().map(KnownDifferences::plain).toList());
        Set<String> told = new TreeSet<>(found.stream().map(KnownDifferences::plain).toList());
        Set<String> places = Set.copyOf(told);
        wanted.removeIf(KnownDifferences::isNewer);
        told.removeIf(KnownDifferences::isNewer);
        if (wanted.stream().anyMatch(KnownDifferences::isOfTypes)) {
            // Of several that do not fit at a step Prometheus tells the last.
            wanted.removeIf(KnownDifferences::isOfTypes);
            told.removeIf(KnownDifferences::isOfTypes);
        }
        boolean isSame =
                texts(wanted).equals(texts(told))
                        && wanted.stream()
                                .allMatch(
                                        text ->
                                                OTHER_PLACE.matcher(text).find()
                                                        || places.contains(text));
        return isSame ? "" : "remarks " + found + " not " + expected;
    }

    /**
     * Where more samples are said to have been looked at; there may be fewer, as what cannot change
     * an answer is not read here.
     */
    static String ofSampleCounts(JsonNode expected, JsonNode found) {
        JsonNode wanted = expected.at("/data/stats/samples");
        JsonNode told = found.at("/data/stats/samples");
        long most = wanted.path("totalQueryableSamples").asLong();
        return told.path("totalQueryableSamples").asLong() <= most
                ? ""
                : "samples " + told + " not " + wanted;
    }

    private static String plain(String remark) {
        return DETAILS.matcher(remark).replaceAll("");
    }

    private static boolean isNewer(String remark) {
        return NEWER_REMARK.matcher(remark).find();
    }

    private static boolean isOfTypes(String remark) {
        return remark.contains("incompatible sample types");
    }

    private static Set<String> texts(Set<String> remarks) {
        return new TreeSet<>(
                remarks.stream().map(text -> PLACE.matcher(text).replaceAll("")).toList());
    }

    /** An error's text in the words of the newer version. */
    static String error(String text) {
        return text.replace("Scalar value NaN overflows int64", "Parameter value is NaN")
                .replace("Ratio value NaN is NaN", "Ratio value is NaN")
                .replace("'\ufffd'", "end of input")
                .replaceAll("(duplicate series for info metric).*", "$1")
                .replaceAll("[0-9]+:[0-9]+(: .* must not occur in ON and GROUP)", "$1")
                .replaceAll("[0-9]+:[0-9]+(: .*duration must be greater than 0)", "$1")
                .replaceAll("unexpected \"?<Item \\d+>\"? ", "unexpected ");
    }
}

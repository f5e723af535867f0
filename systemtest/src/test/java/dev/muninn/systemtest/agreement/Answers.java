package dev.muninn.systemtest.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tells how the data of two answers of the query API differ. */
public final class Answers {

    private static final double TOLERANCE = 1e-9;

    /** What rounding leaves of sums that should be zero. */
    private static final double NOTHING = 1e-12;

    /** Digits that two implementations of a function need not share. */
    private static final Pattern LAST_DIGITS = Pattern.compile("(?<=\\d\\.\\d{11})\\d+");

    private static final Pattern LAST_OF_WHOLE = Pattern.compile("(?<=[0-9]{12})[0-9]");

    private static final Pattern LABEL_SETS = Pattern.compile("\\{.*}");

    private Answers() {}

    /** How {@code found} differs in more than the order of its elements, or nothing. */
    public static String difference(JsonNode expected, JsonNode found) {
        if (!expected.path("resultType").equals(found.path("resultType"))) {
            return "type " + found.path("resultType") + " not " + expected.path("resultType");
        }
        JsonNode left = expected.path("result");
        JsonNode right = found.path("result");
        if (!expected.path("resultType").asText().matches("vector|matrix")) {
            return point(left, right);
        }
        SortedMap<String, JsonNode> expectedByLabels = byLabels(left);
        SortedMap<String, JsonNode> foundByLabels = byLabels(right);
        if (!expectedByLabels.keySet().equals(foundByLabels.keySet())) {
            return "series " + foundByLabels.keySet() + " not " + expectedByLabels.keySet();
        }
        for (Map.Entry<String, JsonNode> entry : expectedByLabels.entrySet()) {
            String difference =
                    element(entry.getValue(), foundByLabels.getOrDefault(entry.getKey(), found));
            if (!difference.isEmpty()) {
                return entry.getKey() + ": " + difference;
            }
        }
        return "";
    }

    /** Whether the values alone come in the same order: that of equal ones means nothing. */
    static boolean isSameOrder(JsonNode expected, JsonNode found) {
        JsonNode left = expected.path("result");
        JsonNode right = found.path("result");
        for (int i = 0; i < left.size(); i++) {
            if (!isSame(left.get(i).path("value"), right.path(i).path("value"))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the series of a matrix come in the same order; that of a vector means nothing. */
    static boolean isSameOrderOfSeries(JsonNode expected, JsonNode found) {
        List<JsonNode> left = labelsOfSeries(expected);
        List<JsonNode> right = labelsOfSeries(found);
        // Labels that are numbers may differ in their last digits, and then in their place.
        return left.equals(right) || !Set.copyOf(left).equals(Set.copyOf(right));
    }

    private static List<JsonNode> labelsOfSeries(JsonNode data) {
        return data.path("result")
                .valueStream()
                .filter(element -> element.has("values") || element.has("histograms"))
                .map(element -> element.path("metric"))
                .toList();
    }

    private static SortedMap<String, JsonNode> byLabels(JsonNode elements) {
        SortedMap<String, JsonNode> byLabels = new TreeMap<>();
        for (JsonNode element : elements) {
            TreeMap<String, String> labels = new TreeMap<>();
            element.path("metric")
                    .properties()
                    .forEach(label -> labels.put(label.getKey(), text(label.getValue())));
            byLabels.put(labels.toString(), element);
        }
        return byLabels;
    }

    private static String text(JsonNode labelValue) {
        String text = LAST_DIGITS.matcher(labelValue.asText()).replaceAll("");
        return LAST_OF_WHOLE.matcher(text).replaceAll("0");
    }

    private static String element(JsonNode expected, JsonNode found) {
        for (String field : List.of("value", "histogram")) {
            if (expected.has(field) != found.has(field)) {
                return found + " not " + expected;
            }
            String difference = point(expected.path(field), found.path(field));
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        for (String field : List.of("values", "histograms")) {
            JsonNode left = expected.path(field);
            JsonNode right = found.path(field);
            if (left.size() != right.size()) {
                return field + ": " + right.size() + " points, not " + left.size();
            }
            for (int i = 0; i < left.size(); i++) {
                String difference = point(left.get(i), right.get(i));
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
        }
        return "";
    }

    /** A time with a value or a histogram, compared number by number. */
    private static String point(JsonNode expected, JsonNode found) {
        return isSame(expected, found) ? "" : found + " not " + expected;
    }

    private static boolean isSame(JsonNode expected, JsonNode found) {
        if (expected.isContainerNode()) {
            if (!found.isContainerNode() || expected.size() != found.size()) {
                return false;
            }
            for (int i = 0; expected.isArray() && i < expected.size(); i++) {
                if (!isSame(expected.get(i), found.path(i))) {
                    return false;
                }
            }
            return expected.properties().stream()
                    .allMatch(field -> isSame(field.getValue(), found.path(field.getKey())));
        }
        String left = expected.asText();
        String right = found.asText();
        return left.equals(right) || isClose(number(left), number(right));
    }

    private static boolean isClose(double left, double right) {
        double scale = Math.max(Math.abs(left), Math.abs(right));
        return Math.abs(left - right) <= Math.max(NOTHING, TOLERANCE * scale);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace("Inf", "Infinity"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** What an answer remarks on, of both kinds. */
    static List<String> remarks(JsonNode answer) {
        List<String> remarks = new ArrayList<>();
        answer.path("warnings").forEach(text -> remarks.add(text.asText()));
        answer.path("infos").forEach(text -> remarks.add(text.asText()));
        return remarks;
    }

    /** The text of an error without the series that it names, of which there may be several. */
    static String error(JsonNode answer) {
        String text = KnownDifferences.error(answer.path("error").asText());
        return answer.path("errorType").asText()
                + ": "
                + (text.startsWith("found duplicate series")
                        ? LABEL_SETS.matcher(text).replaceAll("{}")
                        : text);
    }
}

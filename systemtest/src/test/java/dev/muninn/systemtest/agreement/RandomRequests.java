package dev.muninn.systemtest.agreement;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes calls of the HTTP API with parameters that are right, odd, missing or given twice. */
final class RandomRequests {

    /** A parameter, in the query string or in the body of a form. */
    record Parameter(String name, String value, boolean isInBody) {

        private String encoded() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /** A call; its body is that of a form. */
    record Request(String method, String path, List<Parameter> parameters) {

        String target() {
            String query = joined(false);
            return path + (query.isEmpty() ? "" : "?" + query);
        }

        String body() {
            return joined(true);
        }

        private String joined(boolean isInBody) {
            return String.join(
                    "&",
                    parameters.stream()
                            .filter(parameter -> parameter.isInBody() == isInBody)
                            .map(Parameter::encoded)
                            .toList());
        }

        /** The same call with one parameter less, in all ways there are. */
        List<Request> smaller() {
            List<Request> smaller = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                List<Parameter> rest = new ArrayList<>(parameters);
                rest.remove(i);
                smaller.add(new Request(method, path, List.copyOf(rest)));
            }
            return smaller;
        }

        @Override
        public String toString() {
            return method + " " + path + " " + parameters;
        }
    }

    private static final String[] PATHS = {
        "series",
        "series",
        "labels",
        "labels",
        "label/job/values",
        "label/__name__/values",
        "label/le/values",
        "label/U__a_2e_b/values",
        "label/a.b/values",
        "label/nosuch/values",
        "label/1x/values",
        "label/U__g_d800_/values",
        "query",
        "query",
        "query_range",
        "query_range",
        "query_exemplars",
        "metadata",
        "targets",
        "targets/metadata",
        "rules",
        "alerts",
        "format_query",
        "parse_query",
        "status/nosuch",
        "/federate"
    };

    private static final String[] MATCHERS = {
        "g",
        "{job=\"a\"}",
        "c_total{job=\"b\"}",
        "{__name__=~\".*total\"}",
        "{\"my.metric\"}",
        "{'été'!=''}",
        "nosuch",
        "",
        "{}",
        "{job=\"\"}",
        "{job=~\".*\"}",
        "g[5m]",
        "g offset 5m",
        "g @ 0",
        "sum(g)",
        "g or c_total",
        "{job=\"a\"",
        "g{job=~\"(\"}",
        "1",
        "\"text\"",
        "{job!=\"a\"}",
        "{__name__=\"g\",job=\"a\"}",
        "g{__name__=\"x\"}",
        "-g",
        "(g)",
        "g # comment",
        " g ",
        "{nosuch!=\"x\"}"
    };

    private static final String[] QUERIES = {
        "g",
        "sum(g) by (job)",
        "c_total[1m]",
        "1",
        "'x'",
        "time()",
        "",
        "nosuch",
        "sum(",
        "rate(g)",
        "h_exp",
        "g{job=\"a\"} # comment",
        "topk(1, g)",
        "vector(1)[5m:1m]",
        "g @ end()",
        "\u00e9",
        "absent(nosuch)",
        "label_replace(g, \"x\", \"y\", \"z\", \"(\")",
        "g + on(job) c_total",
        "{__name__=~\"g|g2\"} + 1",
        "quantile(2, g)"
    };

    private static final String[] LIMITS = {
        "0",
        "1",
        "2",
        "3",
        "1000",
        "-1",
        "x",
        "",
        "1.5",
        "99999999999999999999",
        "+2",
        "0x2",
        "1e2",
        "9223372036854775807",
        "01",
        " 1"
    };

    private static final String[] DURATIONS = {
        "1",
        "15",
        "30s",
        "0.5",
        "1m30s",
        "0",
        "-1",
        "x",
        "",
        "1e3",
        "NaN",
        "Inf",
        "1h",
        "0.001",
        "5m5",
        "1y",
        "10000000000",
        "0s",
        "-5s",
        "1_0",
        "0x10",
        "1.5s",
        ".5",
        "1ms",
        "9e15",
        "+5",
        "300y"
    };

    /** None of no time, which there is at once over and here no limit. */
    private static final String[] TIMEOUTS =
            Stream.of(DURATIONS).filter(text -> !text.matches("0s?")).toArray(String[]::new);

    private final RandomGenerator random;
    private final String[] times;
    private final String[] ends;

    RandomRequests(RandomGenerator random, long startSeconds) {
        this.random = random;
        times =
                new String[] {
                    Long.toString(startSeconds),
                    Long.toString(startSeconds + 600),
                    startSeconds + "e0",
                    startSeconds + ".",
                    "+" + startSeconds,
                    "2024-02-29T10:20:00Z",
                    "2024-02-29T10:20:00.5Z",
                    "2024-02-29T11:20:00.123456789+01:00",
                    "2024-02-29T10:20:00",
                    "2024-02-29 10:20:00Z",
                    "2024-02-30T10:20:00Z",
                    "2024-02-29T24:00:00Z",
                    "2024-02-29T10:20:60Z",
                    "0",
                    "-1",
                    "x",
                    "",
                    "0x10",
                    "now",
                    ".5",
                    "-292273086-05-16T16:47:06Z"
                };
        // What is between an end and a later start depends on how samples lie on disk.
        ends =
                new String[] {
                    Long.toString(startSeconds + 1800),
                    startSeconds + 1800 + ".123456789",
                    "9999-12-31T23:59:59Z",
                    "x",
                    "",
                    "now",
                    "292277025-08-18T07:12:54.999999999Z"
                };
    }

    Request any() {
        String path = pick(PATHS);
        boolean mayPost = path.matches("series|labels|query.*|format_query|parse_query");
        String method = mayPost && random.nextInt(3) == 0 ? "POST" : "GET";
        List<Parameter> parameters = new ArrayList<>();
        boolean isForm = method.equals("POST");
        switch (path) {
            case "query" -> {
                add(parameters, isForm, "query", 20, QUERIES);
                add(parameters, isForm, "time", 15, Arrays.copyOf(times, times.length - 1));
                ofQuery(parameters, isForm);
            }
            case "query_range" -> {
                add(parameters, isForm, "query", 20, QUERIES);
                String[] near = Arrays.copyOf(times, times.length - 1);
                add(parameters, isForm, "start", 20, near);
                add(parameters, isForm, "end", 20, near);
                add(parameters, isForm, "step", 20, DURATIONS);
                ofQuery(parameters, isForm);
            }
            case "query_exemplars" -> {
                add(parameters, isForm, "query", 20, QUERIES);
                add(parameters, isForm, "start", 15, times);
                add(parameters, isForm, "end", 15, ends);
            }
            case "format_query", "parse_query" -> add(parameters, isForm, "query", 18, QUERIES);
            case "metadata" -> {
                add(parameters, isForm, "metric", 8, "g", "nosuch", "");
                add(parameters, isForm, "limit", 10, LIMITS);
                add(parameters, isForm, "limit_per_metric", 10, LIMITS);
            }
            case "targets" -> {
                add(parameters, isForm, "state", 10, "active", "dropped", "any", "x", "");
                add(parameters, isForm, "scrapePool", 10, "x", "");
            }
            case "targets/metadata" -> {
                add(parameters, isForm, "match_target", 10, "{job=\"a\"}", "x", "{", "", "{}");
                add(parameters, isForm, "metric", 10, "g", "");
                add(parameters, isForm, "limit", 10, LIMITS);
            }
            case "rules" -> ofRules(parameters);
            default -> {
                int most = path.equals("series") ? 19 : 12;
                add(parameters, isForm, "match[]", path.equals("/federate") ? 20 : most, MATCHERS);
                add(parameters, isForm, "match[]", 6, MATCHERS);
                add(parameters, isForm, "start", 10, times);
                add(parameters, isForm, "end", 10, ends);
                add(parameters, isForm, "limit", 8, LIMITS);
            }
        }
        String whole = path.startsWith("/") ? path : "/api/v1/" + path;
        return new Request(method, whole, List.copyOf(parameters));
    }

    private void ofQuery(List<Parameter> to, boolean isForm) {
        add(to, isForm, "timeout", 3, TIMEOUTS);
        add(to, isForm, "lookback_delta", 4, DURATIONS);
        add(to, isForm, "limit", 4, LIMITS);
        add(to, isForm, "query", 1, QUERIES);
    }

    private void ofRules(List<Parameter> to) {
        add(to, false, "type", 8, "alert", "record", "x", "", "ALERT");
        add(to, false, "rule_name[]", 5, "x", "");
        add(to, false, "rule_group[]", 5, "x", "");
        add(to, false, "file[]", 5, "x", "");
        add(to, false, "exclude_alerts", 5, "true", "false", "x", "", "1", "T");
        add(to, false, "match[]", 5, MATCHERS);
        add(to, false, "group_limit", 5, LIMITS);
        add(to, false, "group_next_token", 5, "x", "");
    }

    /** Adds a parameter at that many of twenty calls. */
    private void add(List<Parameter> to, boolean isForm, String name, int often, String... values) {
        if (random.nextInt(20) < often) {
            boolean isInBody = isForm && random.nextInt(4) > 0;
            to.add(new Parameter(name, pick(values), isInBody));
        }
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}

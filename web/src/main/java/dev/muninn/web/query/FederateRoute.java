package dev.muninn.web.query;

import dev.muninn.ingest.OwnMetrics;
import dev.muninn.model.Clock;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.Utf8Order;
import dev.muninn.query.Queries;
import dev.muninn.web.http.AnswerBody;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last sample of the series that match, in the text format, for another Prometheus. */
public final class FederateRoute {

    /** As old as a sample may be for a query to take it. */
    private static final Duration LOOKBACK = Duration.ofMinutes(5);

    private static final Comparator<Labels> BY_METRIC =
            Comparator.comparing(Labels::metricName, Utf8Order.COMPARATOR)
                    .thenComparing(Comparator.naturalOrder());

    private record Last(long timeMillis, double value) {}

    private final Queries queries;
    private final SeriesSource source;
    private final Clock clock;

    public FederateRoute(Queries queries, SeriesSource source, Clock clock) {
        this.queries = queries;
        this.source = source;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.read("/federate", this::federate));
    }

    private void federate(Call call) {
        call.parameters().required("match[]");
        Map<Labels, Last> found = new TreeMap<>(BY_METRIC);
        for (String selector : call.parameters().all("match[]")) {
            addLast(
                    Parameters.naming("match[]", () -> queries.parseSelector(selector)),
                    found,
                    call);
        }
        AnswerBody body = call.reply().body(200, OwnMetrics.EXPOSITION_TYPE, new JsonBuffer(4096));
        String metric = "";
        for (Map.Entry<Labels, Last> series : found.entrySet()) {
            String name = series.getKey().metricName();
            if (!name.equals(metric)) {
                body.buffer().raw("# TYPE ").text(shown(name)).raw(" untyped\n");
                metric = name;
            }
            line(body.buffer(), series.getKey(), series.getValue());
            body.drain();
        }
        body.end();
    }

    private void addLast(List<Matcher> matchers, Map<Labels, Last> to, Call call) {
        long now = clock.millis();
        TimeRange range = new TimeRange(now - LOOKBACK.toMillis() + 1, now);
        SampleBuffer samples = new SampleBuffer();
        try (SeriesSet found = source.select(new Selection(range, matchers))) {
            for (int i = 0; i < found.size() && !call.isCancelled(); i++) {
                samples.clear();
                found.read(i, samples);
                int last = samples.size() - 1;
                boolean isShown =
                        last >= 0
                                && samples.histogram(last) == null
                                && !Staleness.isMarker(samples.values()[last])
                                && !found.labels(i).metricName().isEmpty();
                if (isShown) {
                    to.put(
                            found.labels(i),
                            new Last(samples.timestamps()[last], samples.values()[last]));
                }
            }
        }
    }

    private static void line(JsonBuffer out, Labels labels, Last last) {
        String name = labels.metricName();
        boolean isPlain = isPlain(name);
        String separator = "{";
        if (isPlain) {
            out.text(name);
        } else {
            out.raw('{').text(shown(name));
            separator = ",";
        }
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.name(i).equals(Labels.METRIC_NAME)) {
                out.raw(separator).text(shown(labels.name(i)));
                out.raw("=").text(quoted(labels.value(i)));
                separator = ",";
            }
        }
        // An empty job or instance would be overwritten by the scraper, which must not happen.
        for (String identity : new String[] {"instance", "job"}) {
            if (!labels.has(identity)) {
                out.raw(separator).raw(identity).raw("=\"\"");
                separator = ",";
            }
        }
        out.raw("} ").number(last.value()).raw(' ').number(last.timeMillis()).raw('\n');
    }

    /** Names beyond the classic characters are quoted. */
    private static String shown(String name) {
        return isPlain(name) ? name : quoted(name);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
            if (!isLetter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

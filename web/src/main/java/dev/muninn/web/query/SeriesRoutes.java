package dev.muninn.web.query;

import dev.muninn.model.Completion;
import dev.muninn.model.Exemplar;
import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.Lookup;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.SeriesIndex.SeriesExemplars;
import dev.muninn.model.TimeRange;
import dev.muninn.model.Utf8Order;
import dev.muninn.query.Queries;
import dev.muninn.web.http.AnswerBody;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Reply;
import dev.muninn.web.http.Route;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Look-ups of names, values, series, metadata and exemplars in Prometheus' HTTP API. */
public final class SeriesRoutes {

    private static final Lookup<String> NOTHING = new Lookup<>(List.of(), List.of());

    private static final String CUT = "results truncated due to limit";

    /** The prefix of label names that are not plain ASCII, as Prometheus escapes them in paths. */
    private static final String ESCAPED = "U__";

    private final Queries queries;
    private final SeriesIndex index;

    public SeriesRoutes(Queries queries, SeriesIndex index) {
        this.queries = queries;
        this.index = index;
    }

    public List<Route> routes() {
        return List.of(
                Route.ask("/api/v1/series", this::series).oftenQuick(),
                Route.ask("/api/v1/labels", this::labelNames).oftenQuick(),
                Route.read("/api/v1/label/*/values", this::labelValues).oftenQuick(),
                Route.read("/api/v1/metadata", this::metadata),
                Route.ask("/api/v1/query_exemplars", this::exemplars));
    }

    private void series(Call call) {
        int limit = call.parameters().limit("limit");
        List<List<Matcher>> selectors = selectors(call);
        if (selectors.isEmpty()) {
            throw Parameters.invalid("match[]", "it is missing");
        }
        if (endsBeforeStart(call.parameters())) {
            answer(call, NOTHING);
            return;
        }
        TimeRange range = range(call.parameters());
        Lookup<Labels> found =
                union(
                        selectors,
                        Comparator.<Labels>naturalOrder(),
                        limit,
                        matchers -> index.series(matchers, range, limit));
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        JsonBuffer json = body.buffer().raw('[');
        for (int i = 0; i < found.items().size(); i++) {
            PromJson.labels(i == 0 ? json : json.raw(','), found.items().get(i));
            body.drain();
        }
        PromJson.end(json.raw(']'), found.warnings(), List.of());
        body.end();
    }

    private void labelNames(Call call) {
        int limit = call.parameters().limit("limit");
        List<List<Matcher>> selectors = selectorsOrAll(call);
        if (endsBeforeStart(call.parameters())) {
            answer(call, NOTHING);
            return;
        }
        TimeRange range = range(call.parameters());
        answer(
                call,
                union(
                        selectors,
                        Utf8Order.COMPARATOR,
                        limit,
                        matchers -> index.labelNames(matchers, range, limit)));
    }

    private void labelValues(Call call) {
        String name = labelName(call.segment());
        int limit = call.parameters().limit("limit");
        List<List<Matcher>> selectors = selectorsOrAll(call);
        if (endsBeforeStart(call.parameters())) {
            answer(call, NOTHING);
            return;
        }
        TimeRange range = range(call.parameters());
        String search = call.parameters().get("search");
        if (!search.isEmpty() && call.parameters().all("match[]").isEmpty()) {
            answer(call, index.findLabelValues(name, search, range, limit));
            return;
        }
        // What is searched among few series is cut after it was searched.
        int most = search.isEmpty() ? limit : 0;
        Lookup<String> found =
                union(
                        selectors,
                        Utf8Order.COMPARATOR,
                        most,
                        matchers -> index.labelValues(name, matchers, range, most));
        answer(call, search.isEmpty() ? found : Completion.of(found, search, limit));
    }

    private static String labelName(String segment) {
        String decoded;
        try {
            decoded = QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "invalid label name: " + segment, e);
        }
        return decoded.startsWith(ESCAPED) ? EscapedName.decode(decoded) : decoded;
    }

    private static void answer(Call call, Lookup<String> found) {
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        JsonBuffer json = body.buffer().raw('[');
        for (int i = 0; i < found.items().size(); i++) {
            json.raw(i == 0 ? "" : ",").string(found.items().get(i));
            body.drain();
        }
        PromJson.end(json.raw(']'), found.warnings(), List.of());
        body.end();
    }

    private List<List<Matcher>> selectors(Call call) {
        return selectors(queries, call.parameters().all("match[]"));
    }

    public static List<List<Matcher>> selectors(Queries queries, List<String> texts) {
        List<List<Matcher>> selectors = new ArrayList<>();
        for (String text : texts) {
            selectors.add(selector(queries, text));
        }
        return selectors;
    }

    /**
     * What a {@code match[]} says.
     *
     * @throws MuninnException of kind BAD_INPUT if it would match every series there is
     */
    public static List<Matcher> selector(Queries queries, String text) {
        List<Matcher> matchers = Parameters.naming("match[]", () -> queries.parseSelector(text));
        if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
            throw MuninnException.badInput("match[] must contain at least one non-empty matcher");
        }
        return matchers;
    }

    private List<List<Matcher>> selectorsOrAll(Call call) {
        List<List<Matcher>> selectors = selectors(call);
        return selectors.isEmpty() ? List.of(List.of()) : selectors;
    }

    public static TimeRange range(Parameters parameters) {
        if (endsBeforeStart(parameters)) {
            throw Parameters.invalid("end", "it is before start");
        }
        return new TimeRange(
                parameters.time("start", Long.MIN_VALUE), parameters.time("end", Long.MAX_VALUE));
    }

    /** Whether nothing can be in the range of time that is asked for; not an error to look ups. */
    private static boolean endsBeforeStart(Parameters parameters) {
        return parameters.time("end", Long.MAX_VALUE) < parameters.time("start", Long.MIN_VALUE);
    }

    private static <T> Lookup<T> union(
            List<List<Matcher>> selectors,
            Comparator<T> order,
            int limit,
            Function<List<Matcher>, Lookup<T>> lookUp) {
        if (selectors.size() == 1) {
            return lookUp.apply(selectors.getFirst());
        }
        TreeSet<T> all = new TreeSet<>(order);
        TreeSet<String> warnings = new TreeSet<>();
        for (List<Matcher> matchers : selectors) {
            Lookup<T> found = lookUp.apply(matchers);
            all.addAll(found.items());
            warnings.addAll(found.warnings());
        }
        List<T> items = List.copyOf(all);
        if (limit > 0 && items.size() > limit) {
            items = items.subList(0, limit);
            warnings.add(CUT);
        }
        return new Lookup<>(items, List.copyOf(warnings));
    }

    private void metadata(Call call) {
        Parameters parameters = call.parameters();
        int limit = parameters.most("limit");
        int perMetric = parameters.most("limit_per_metric");
        Lookup<MetricMetadata> found =
                limit == 0
                        ? new Lookup<>(List.of(), List.of())
                        : index.metadata(parameters.get("metric"), Math.max(0, limit));
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        JsonBuffer json = body.buffer().raw('{');
        String metric = "";
        int ofMetric = 0;
        for (MetricMetadata about : found.items()) {
            if (!about.metric().equals(metric) || ofMetric == 0) {
                json.raw(ofMetric == 0 ? "" : "],").string(about.metric()).raw(":[");
                metric = about.metric();
                ofMetric = 1;
                PromJson.metadata(json, about);
            } else if (perMetric <= 0 || ofMetric < perMetric) {
                ofMetric++;
                PromJson.metadata(json.raw(','), about);
            }
            body.drain();
        }
        json.raw(ofMetric == 0 ? "}" : "]}");
        // A page of metadata is asked for on purpose; clients take a warning for trouble.
        PromJson.end(json, List.of(), List.of());
        body.end();
    }

    private void exemplars(Call call) {
        Parameters parameters = call.parameters();
        String query = parameters.required("query");
        TimeRange range = range(parameters);
        TreeMap<Labels, SeriesExemplars> found = new TreeMap<>();
        for (List<Matcher> matchers : Parameters.naming("query", () -> queries.selectors(query))) {
            for (SeriesExemplars of : index.exemplars(matchers, range).items()) {
                found.putIfAbsent(of.series(), of);
            }
        }
        AnswerBody body = call.reply().body(200, Reply.JSON, PromJson.begin());
        JsonBuffer json = body.buffer().raw('[');
        boolean isFirst = true;
        for (SeriesExemplars of : found.values()) {
            exemplars(isFirst ? json : json.raw(','), of);
            isFirst = false;
            body.drain();
        }
        PromJson.end(json.raw(']'), List.of(), List.of());
        body.end();
    }

    private static void exemplars(JsonBuffer json, SeriesExemplars of) {
        PromJson.labels(json.raw("{\"seriesLabels\":"), of.series());
        json.raw(",\"exemplars\":[");
        boolean isFirst = true;
        for (Exemplar exemplar : of.exemplars()) {
            PromJson.exemplar(isFirst ? json : json.raw(','), exemplar);
            isFirst = false;
        }
        json.raw("]}");
    }
}

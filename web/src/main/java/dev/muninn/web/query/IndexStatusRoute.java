package dev.muninn.web.query;

import dev.muninn.model.Cardinality;
import dev.muninn.model.CardinalitySource;
import dev.muninn.model.JsonBuffer;
import dev.muninn.web.http.Call;
import dev.muninn.web.http.Parameters;
import dev.muninn.web.http.Route;
import java.util.List;

/** Where the series come from: the metrics, labels and pairs that make most of them. */
public final class IndexStatusRoute {

    /** Longest lists, unless asked for others. */
    private static final int USUAL_LIMIT = 10;

    private static final int MAX_LIMIT = 10_000;

    private final CardinalitySource source;

    public IndexStatusRoute(CardinalitySource source) {
        this.source = source;
    }

    public List<Route> routes() {
        return List.of(Route.read("/api/v1/status/tsdb", this::status));
    }

    private void status(Call call) {
        int asked = call.parameters().limit("limit");
        int limit = asked == 0 ? USUAL_LIMIT : asked;
        if (limit > MAX_LIMIT) {
            throw Parameters.invalid("limit", "at most " + MAX_LIMIT + " are told");
        }
        Cardinality now = source.cardinality(limit);
        JsonBuffer json = PromJson.begin().raw("{\"headStats\":{\"numSeries\":");
        json.number(now.series()).raw(",\"numLabelPairs\":").number(now.labelPairs());
        json.raw(",\"chunkCount\":").number(now.chunks());
        json.raw(",\"minTime\":").number(now.minMillis());
        json.raw(",\"maxTime\":").number(now.maxMillis()).raw('}');
        counts(json.raw(",\"seriesCountByMetricName\":"), now.seriesByMetric());
        counts(json.raw(",\"labelValueCountByLabelName\":"), now.valuesByLabel());
        counts(json.raw(",\"memoryInBytesByLabelName\":"), now.bytesByLabel());
        counts(json.raw(",\"seriesCountByLabelValuePair\":"), now.seriesByPair());
        json.raw(",\"storedSeries\":").number(now.storedSeries()).raw(",\"churn\":[");
        String separator = "";
        for (Cardinality.Churn hour : now.churn()) {
            json.raw(separator).raw("{\"hour\":").number(hour.hourMillis());
            json.raw(",\"created\":").number(hour.created());
            json.raw(",\"gone\":").number(hour.gone()).raw('}');
            separator = ",";
        }
        call.reply().json(200, json.raw("]}}"));
    }

    private static void counts(JsonBuffer json, List<Cardinality.Count> counts) {
        json.raw('[');
        for (int i = 0; i < counts.size(); i++) {
            json.raw(i == 0 ? "{\"name\":" : ",{\"name\":").string(counts.get(i).name());
            json.raw(",\"value\":").number(counts.get(i).value()).raw('}');
        }
        json.raw(']');
    }
}

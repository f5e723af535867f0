package dev.muninn.web.query;

import dev.muninn.model.JsonBuffer;
import dev.muninn.query.Explanation;
import dev.muninn.query.QueryDetails;
import dev.muninn.query.QueryResult;
import dev.muninn.query.QueryStatistics;
import dev.muninn.query.Resolution;

/** Writes what a query cost: Prometheus' statistics, with ours beside them, and the plan. */
final class QueryCosts {

    private QueryCosts() {}

    /** The {@code stats} of an answer; samples by step where they were counted. */
    static void statistics(JsonBuffer json, QueryResult result) {
        QueryStatistics statistics = result.statistics();
        QueryDetails details = result.details();
        long total =
                statistics.parseNanos()
                        + statistics.queueNanos()
                        + statistics.selectNanos()
                        + statistics.evaluateNanos();
        json.raw("{\"timings\":{\"evalTotalTime\":");
        seconds(json, statistics.selectNanos() + statistics.evaluateNanos());
        seconds(
                json.raw(",\"resultSortTime\":0,\"queryPreparationTime\":"),
                statistics.selectNanos());
        seconds(json.raw(",\"innerEvalTime\":"), statistics.evaluateNanos());
        seconds(json.raw(",\"execQueueTime\":"), statistics.queueNanos());
        seconds(json.raw(",\"execTotalTime\":"), total);
        json.raw("},\"samples\":{");
        if (details == null) {
            json.raw("\"totalQueryableSamples\":").number(statistics.samples());
        } else {
            json.raw("\"totalQueryableSamplesPerStep\":[");
            perStep(json, details);
            json.raw("],\"totalQueryableSamples\":").number(details.samples());
        }
        json.raw(",\"peakSamples\":").number(statistics.peakSamples());
        json.raw("},\"samplesRead\":").number(statistics.samples());
        json.raw(",\"series\":").number(statistics.series());
        json.raw(",\"points\":{\"cached\":").number(statistics.cachedPoints());
        json.raw(",\"computed\":").number(statistics.computedPoints());
        json.raw("},\"resolution\":").string(Resolution.print(statistics.resolutionMillis()));
        json.raw('}');
    }

    private static void perStep(JsonBuffer json, QueryDetails details) {
        long[] samples = details.samplesPerStep();
        for (int i = 0; i < samples.length; i++) {
            json.raw(i == 0 ? "[" : ",[");
            PromJson.seconds(json, details.startMillis() + i * details.stepMillis());
            json.raw(',').number(samples[i]).raw(']');
        }
    }

    /** The {@code explain} of an answer. */
    static void explanation(JsonBuffer json, QueryDetails details) {
        json.raw("{\"steps\":").number(details.samplesPerStep().length);
        json.raw(",\"cachedSteps\":").number(details.cachedSteps());
        part(json.raw(",\"plan\":"), details.plan());
        json.raw('}');
    }

    private static void part(JsonBuffer json, Explanation part) {
        json.raw("{\"kind\":").string(part.kind());
        json.raw(",\"text\":").string(part.text());
        seconds(json.raw(",\"time\":"), part.nanos());
        seconds(json.raw(",\"ownTime\":"), part.ownNanos());
        json.raw(",\"samples\":").number(part.samples());
        json.raw(",\"series\":").number(part.series());
        json.raw(",\"points\":").number(part.points());
        json.raw(",\"resolution\":").string(Resolution.print(part.resolutionMillis()));
        json.raw(",\"parts\":[");
        for (int i = 0; i < part.parts().size(); i++) {
            part(i == 0 ? json : json.raw(','), part.parts().get(i));
        }
        json.raw("]}");
    }

    private static void seconds(JsonBuffer json, long nanos) {
        json.number(nanos / 1e9);
    }
}

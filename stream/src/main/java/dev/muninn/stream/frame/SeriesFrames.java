package dev.muninn.stream.frame;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.stream.series.LiveSeries;
import java.util.List;
import java.util.Map;

/** Writes which series a view has. */
public final class SeriesFrames {

    private SeriesFrames() {}

    /**
     * Tells which series begin and which have no further values.
     *
     * @param scales the digits to which values of a ref are rounded from here on, where they are
     */
    public static Frame of(
            String view,
            long epoch,
            List<LiveSeries> add,
            List<LiveSeries> drop,
            Map<String, Integer> scales) {
        JsonBuffer json = new JsonBuffer(256 + 128 * add.size());
        json.raw("{\"type\":\"series\",\"view\":").string(view);
        json.raw(",\"epoch\":").number(epoch).raw(",\"add\":[");
        for (int i = 0; i < add.size(); i++) {
            LiveSeries series = add.get(i);
            json.raw(i == 0 ? "" : ",").raw("{\"sid\":").number(series.sid());
            json.raw(",\"ref\":").string(series.ref()).raw(",\"labels\":");
            labels(json, series.labels());
            json.raw('}');
        }
        json.raw("],\"drop\":[");
        for (int i = 0; i < drop.size(); i++) {
            json.raw(i == 0 ? "" : ",").number(drop.get(i).sid());
        }
        json.raw(']');
        scales(json, scales);
        return Frame.sharedText(json.raw('}').toBytes());
    }

    private static void scales(JsonBuffer json, Map<String, Integer> scales) {
        if (scales.isEmpty()) {
            return;
        }
        json.raw(",\"scales\":[");
        boolean isFirst = true;
        for (Map.Entry<String, Integer> scale : scales.entrySet()) {
            json.raw(isFirst ? "{\"ref\":" : ",{\"ref\":").string(scale.getKey());
            json.raw(",\"digits\":").number(scale.getValue()).raw('}');
            isFirst = false;
        }
        json.raw(']');
    }

    public static void labels(JsonBuffer json, Labels labels) {
        json.raw('{');
        for (int i = 0; i < labels.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(labels.name(i)).raw(':').string(labels.value(i));
        }
        json.raw('}');
    }
}

package dev.muninn.stream;

import dev.muninn.model.JsonBuffer;
import dev.muninn.stream.frame.Frame;
import dev.muninn.stream.frame.SeriesFrames;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes events as frames that all viewers share. */
final class EventFrames {

    /** A storm of alerts is told by its size: nobody reads more of them in passing. */
    private static final int MAX_ALERTS = 20;

    private EventFrames() {}

    static Frame of(LiveEvent event) {
        JsonBuffer json = new JsonBuffer(256).raw("{\"type\":\"event\",\"kind\":\"");
        switch (event) {
            case LiveEvent.DashboardSaved(var uid, var version, var title, var author) -> {
                json.raw("dashboard\",\"uid\":").string(uid);
                json.raw(",\"version\":").number(version);
                json.raw(",\"title\":").string(title).raw(",\"by\":").string(author);
            }
            case LiveEvent.AnnotationChanged(var title, var tags, var dashboard) ->
                    annotation(json, title, tags, dashboard);
            case LiveEvent.AlertsChanged(var changes) -> alerts(json, changes);
        }
        return Frame.sharedText(json.raw('}').toBytes());
    }

    private static void annotation(
            JsonBuffer json, String title, Set<String> tags, Optional<String> dashboard) {
        json.raw("annotation\",\"title\":").string(title).raw(",\"tags\":[");
        String separator = "";
        for (String tag : tags.stream().sorted().toList()) {
            json.raw(separator).string(tag);
            separator = ",";
        }
        json.raw(']');
        dashboard.ifPresent(uid -> json.raw(",\"dashboard\":").string(uid));
    }

    private static void alerts(JsonBuffer json, List<LiveEvent.AlertChange> changes) {
        json.raw("alerts\",\"changes\":[");
        String separator = "";
        for (LiveEvent.AlertChange change :
                changes.subList(0, Math.min(MAX_ALERTS, changes.size()))) {
            json.raw(separator).raw("{\"name\":").string(change.name());
            json.raw(",\"state\":\"").raw(change.isFiring() ? "firing" : "resolved");
            json.raw("\",\"labels\":");
            SeriesFrames.labels(json, change.labels());
            json.raw('}');
            separator = ",";
        }
        json.raw("],\"more\":").number(Math.max(0, changes.size() - MAX_ALERTS));
    }
}

package dev.muninn.alert.heartbeat;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The heartbeats that stay out, and the alerts of them; not safe for several threads. */
final class MissedHeartbeats {

    private static final String ALERT = "HeartbeatMissing";

    /** The alert is told of again before then, so that it goes on; a crash ends it no sooner. */
    private static final long VALID_MILLIS = Duration.ofHours(2).toMillis();

    /** By name, when that it is missing was told of last. */
    private final Map<String, Long> toldMillis = new HashMap<>();

    private final long startedAtMillis;

    MissedHeartbeats(long startedAtMillis) {
        this.startedAtMillis = startedAtMillis;
    }

    Set<String> names() {
        return new TreeSet<>(toldMillis.keySet());
    }

    boolean isLate(Heartbeat heartbeat, long nowMillis) {
        return nowMillis >= deadline(heartbeat);
    }

    /** While this server was down it heard nobody, so all get their time anew. */
    private long deadline(Heartbeat heartbeat) {
        long silence = heartbeat.deadlineMillis() - heartbeat.beatAtMillis();
        return Math.max(heartbeat.deadlineMillis(), startedAtMillis + silence);
    }

    /** The alerts to tell: of what is overdue, again of what is for long, and of what is back. */
    List<ActiveAlert> look(Collection<Heartbeat> expected, long nowMillis) {
        List<ActiveAlert> due = new ArrayList<>();
        for (Heartbeat heartbeat : expected) {
            if (!isLate(heartbeat, nowMillis)) {
                due.addAll(over(heartbeat, nowMillis));
                continue;
            }
            Long told = toldMillis.get(heartbeat.name());
            if (told == null || nowMillis - told > VALID_MILLIS / 2) {
                toldMillis.put(heartbeat.name(), nowMillis);
                due.add(alert(heartbeat, nowMillis, nowMillis + VALID_MILLIS));
            }
        }
        return due;
    }

    /** It is missed no longer: the end of its alert, if there was one. */
    List<ActiveAlert> over(Heartbeat heartbeat, long nowMillis) {
        return toldMillis.remove(heartbeat.name()) == null
                ? List.of()
                : List.of(alert(heartbeat, nowMillis, nowMillis));
    }

    private ActiveAlert alert(Heartbeat heartbeat, long nowMillis, long endsAtMillis) {
        Labels.Builder labels = heartbeat.labels().toBuilder();
        labels.set("alertname", ALERT).set("heartbeat", heartbeat.name());
        if (!heartbeat.labels().has("severity")) {
            labels.set("severity", "critical");
        }
        return new ActiveAlert(
                labels.build(),
                Map.of(
                        "summary",
                        heartbeat.name() + " has not been heard of",
                        "description",
                        "It is expected every "
                                + PromDuration.print(heartbeat.period())
                                + ": look whether what sends it still runs."),
                deadline(heartbeat),
                endsAtMillis,
                "",
                false,
                nowMillis);
    }
}

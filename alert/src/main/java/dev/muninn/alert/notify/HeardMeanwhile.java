package dev.muninn.alert.notify;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last word of this process' own rules on each alert while another process tells people, so
 * that this one knows at once what fires when it takes over. Safe for use by many threads.
 */
final class HeardMeanwhile {

    /** As long as rules go on saying that an alert ended. */
    private static final long KEPT_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final long TIDY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Map<Labels, ActiveAlert> alerts = new HashMap<>();
    private long tidiedMillis;

    synchronized void note(Collection<ActiveAlert> heard, long nowMillis) {
        for (ActiveAlert alert : heard) {
            alerts.put(alert.labels(), alert);
        }
        if (nowMillis - tidiedMillis > TIDY_MILLIS) {
            tidiedMillis = nowMillis;
            alerts.values().removeIf(one -> one.isResolvedAt(nowMillis - KEPT_MILLIS));
        }
    }

    /** What was heard, which is forgotten then. */
    synchronized List<ActiveAlert> take() {
        List<ActiveAlert> taken = new ArrayList<>(alerts.values());
        alerts.clear();
        return taken;
    }
}

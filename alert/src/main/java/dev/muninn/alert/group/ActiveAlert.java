package dev.muninn.alert.group;

import dev.muninn.model.Labels;
import java.util.Map;

/**
 * An alert that somebody sent.
 *
 * @param endsAtMillis when it ended, or when it ends if nobody sends it again
 * @param isTimeout whether the end is only assumed, because the sender named none
 * @param updatedAtMillis when it was sent last
 */
public record ActiveAlert(
        Labels labels,
        Map<String, String> annotations,
        long startsAtMillis,
        long endsAtMillis,
        String generatorUrl,
        boolean isTimeout,
        long updatedAtMillis) {

    public boolean isResolvedAt(long millis) {
        return endsAtMillis <= millis;
    }

    /**
     * This alert as it is after a newer word on it: the earliest start, the newest texts, and an
     * end that is explicit rather than assumed. Alerts that do not overlap are not the same.
     */
    ActiveAlert merge(ActiveAlert newer) {
        boolean overlaps =
                newer.endsAtMillis > startsAtMillis && newer.startsAtMillis < endsAtMillis;
        if (!overlaps) {
            return newer;
        }
        boolean isResolved = isResolvedAt(newer.updatedAtMillis);
        boolean newerIsResolved = newer.isResolvedAt(newer.updatedAtMillis);
        // The latest end wins where both ended; an assumed end never shortens one that was named.
        boolean keepsEnd =
                endsAtMillis > newer.endsAtMillis && (newerIsResolved ? isResolved : !isTimeout);
        // The same texts stay the same object: what is heard each minute need not be kept anew.
        return new ActiveAlert(
                labels,
                annotations.equals(newer.annotations) ? annotations : newer.annotations,
                Math.min(startsAtMillis, newer.startsAtMillis),
                keepsEnd ? endsAtMillis : newer.endsAtMillis,
                newer.generatorUrl,
                keepsEnd ? isTimeout : newer.isTimeout,
                newer.updatedAtMillis);
    }

    /** Whether a later word on this alert only says that it goes on. */
    public boolean isSameButLonger(ActiveAlert later, long nowMillis) {
        return annotations.equals(later.annotations)
                && startsAtMillis == later.startsAtMillis
                && generatorUrl.equals(later.generatorUrl)
                && isResolvedAt(nowMillis) == later.isResolvedAt(nowMillis)
                && !isResolvedAt(nowMillis);
    }

    /** This alert with another end. */
    public ActiveAlert until(long otherEndMillis) {
        return new ActiveAlert(
                labels,
                annotations,
                startsAtMillis,
                otherEndMillis,
                generatorUrl,
                isTimeout,
                updatedAtMillis);
    }
}

package dev.muninn.alert.heartbeat;

import dev.muninn.model.Labels;
import java.time.Duration;

/**
 * Something that is expected to be heard of again and again.
 *
 * @param period how often
 * @param grace how much later than that is still well
 * @param labels of the alert if it stays out, beside its name
 * @param beatAtMillis when it was heard of last
 */
public record Heartbeat(
        String name, Duration period, Duration grace, Labels labels, long beatAtMillis) {

    /** When it is missing if it is not heard of before. */
    public long deadlineMillis() {
        return beatAtMillis + period.toMillis() + grace.toMillis();
    }
}

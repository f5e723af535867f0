package dev.muninn.alert.backtest;

import dev.muninn.model.Labels;

/**
 * One time that an alert was pending, and perhaps fired.
 *
 * @param firedAtMillis 0 if it never did
 * @param endedAtMillis 0 if it goes on at the end of the time that was looked at
 * @param peak the value furthest from zero
 */
public record Episode(
        Labels labels, long activeAtMillis, long firedAtMillis, long endedAtMillis, double peak) {

    public boolean hasFired() {
        return firedAtMillis != 0;
    }
}

package dev.muninn.alert.oncall;

/**
 * A stretch of time in which one person is on call, its end excluded.
 *
 * @param isOverride whether somebody took it over from the one whose turn it was
 */
public record Shift(Person person, long fromMillis, long toMillis, boolean isOverride) {

    public boolean contains(long millis) {
        return millis >= fromMillis && millis < toMillis;
    }

    Shift between(long otherFromMillis, long otherToMillis) {
        return new Shift(person, otherFromMillis, otherToMillis, isOverride);
    }
}

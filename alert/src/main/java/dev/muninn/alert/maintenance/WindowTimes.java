package dev.muninn.alert.maintenance;

import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** When a maintenance window is. */
public sealed interface WindowTimes {

    /** Longer ones are forgotten ones. */
    Duration LONGEST = Duration.ofDays(30);

    /** One stretch of a window, its end excluded. */
    record Occurrence(long fromMillis, long toMillis) {

        public boolean contains(long millis) {
            return millis >= fromMillis && millis < toMillis;
        }
    }

    /** The stretches that are, at least in part, after a time; at most so many. */
    List<Occurrence> after(long millis, int limit);

    /** One time only. */
    record Once(long fromMillis, long toMillis) implements WindowTimes {

        public Once {
            if (toMillis <= fromMillis) {
                throw MuninnException.badInput("the window ends before it begins");
            }
            checkLength(Duration.ofMillis(toMillis - fromMillis));
        }

        @Override
        public List<Occurrence> after(long millis, int limit) {
            return toMillis > millis ? List.of(new Occurrence(fromMillis, toMillis)) : List.of();
        }
    }

    /** Again and again: at the moments of cron's five fields, for so long. */
    final class Recurring implements WindowTimes {

        private final CronTimes cron;
        private final Duration length;
        private final ZoneId zone;

        /**
         * @throws MuninnException of kind BAD_INPUT if the fields or the length are wrong
         */
        public Recurring(String cron, Duration length, ZoneId zone) {
            this.cron = CronTimes.parse(cron);
            this.length = length;
            this.zone = zone;
            checkLength(length);
        }

        public String cron() {
            return cron.toString();
        }

        public Duration length() {
            return length;
        }

        public ZoneId zone() {
            return zone;
        }

        @Override
        public List<Occurrence> after(long millis, int limit) {
            List<Occurrence> found = new ArrayList<>();
            OptionalLong start = cron.next(millis - length.toMillis(), zone);
            while (start.isPresent() && found.size() < limit) {
                long from = start.getAsLong();
                found.add(new Occurrence(from, from + length.toMillis()));
                start = cron.next(from, zone);
            }
            return found;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Recurring same
                    && same.cron().equals(cron())
                    && same.length.equals(length)
                    && same.zone.equals(zone);
        }

        @Override
        public int hashCode() {
            return cron().hashCode() * 31 + length.hashCode();
        }
    }

    private static void checkLength(Duration length) {
        if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw MuninnException.badInput(
                    "the window is %d hours long, limit %d: a rule that is never wanted is better taken out"
                            .formatted(length.toHours(), LONGEST.toHours()));
        }
    }
}

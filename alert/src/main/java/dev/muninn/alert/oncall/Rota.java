package dev.muninn.alert.oncall;

import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who is on call when: people in turn, and those who take over a part.
 *
 * @param start the day on which the first person's first turn begins
 * @param handOver the time of day at which turns change, by the clocks of the zone
 * @param turnDays how long a turn is: 1 for daily, 7 for weekly
 * @param people in the order of their turns; at least one
 * @param overrides shifts that somebody takes over; where two overlap the later one in the list
 *     counts
 */
public record Rota(
        String name,
        ZoneId zone,
        LocalDate start,
        LocalTime handOver,
        int turnDays,
        List<Person> people,
        List<Shift> overrides) {

    private static final int MAX_TURN_DAYS = 366;

    public Rota {
        people = List.copyOf(people);
        overrides = List.copyOf(overrides);
        if (people.isEmpty()) {
            throw MuninnException.badInput(
                    "rota \"%s\" has no people: nobody would be on call".formatted(name));
        }
        if (turnDays < 1 || turnDays > MAX_TURN_DAYS) {
            throw MuninnException.badInput(
                    "a turn of rota \"%s\" lasts %d days: it takes 1 (daily), 7 (weekly), at most %d"
                            .formatted(name, turnDays, MAX_TURN_DAYS));
        }
        for (Shift shift : overrides) {
            if (shift.toMillis() <= shift.fromMillis()) {
                throw MuninnException.badInput(
                        "what %s takes over ends before it begins"
                                .formatted(shift.person().name()));
            }
        }
    }

    /** Who is on call at a time; before the first turn, turns are counted backwards. */
    public Person at(long millis) {
        return shiftAt(millis).person();
    }

    /** The shift in which a time is. */
    public Shift shiftAt(long millis) {
        return shifts(millis, millis + 1).getFirst();
    }

    /** All shifts of a time in their order, without gaps; the first and the last are whole. */
    public List<Shift> shifts(long fromMillis, long toMillis) {
        List<Shift> shifts = new ArrayList<>();
        long turn = turnAt(fromMillis);
        for (long from = startOf(turn); from < toMillis; from = startOf(turn)) {
            Person person = people.get((int) Math.floorMod(turn, (long) people.size()));
            shifts.add(new Shift(person, from, startOf(turn + 1), false));
            turn++;
        }
        for (Shift override : overrides) {
            if (override.fromMillis() < toMillis && override.toMillis() > fromMillis) {
                shifts = takenOver(shifts, override);
            }
        }
        shifts.removeIf(shift -> shift.toMillis() <= fromMillis || shift.fromMillis() >= toMillis);
        return shifts;
    }

    /** Cuts the time of an override out of the shifts and puts it in. */
    private static List<Shift> takenOver(List<Shift> shifts, Shift override) {
        List<Shift> after = new ArrayList<>();
        for (Shift shift : shifts) {
            if (shift.fromMillis() < override.fromMillis()) {
                after.add(
                        shift.between(
                                shift.fromMillis(),
                                Math.min(shift.toMillis(), override.fromMillis())));
            }
            if (shift.toMillis() > override.toMillis()) {
                after.add(
                        shift.between(
                                Math.max(shift.fromMillis(), override.toMillis()),
                                shift.toMillis()));
            }
        }
        after.add(override);
        after.sort(Comparator.comparingLong(Shift::fromMillis));
        return after;
    }

    private long turnAt(long millis) {
        LocalDate day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        long turn = Math.floorDiv(ChronoUnit.DAYS.between(start, day), turnDays);
        // Before the hand-over of the day it is still the turn before.
        return startOf(turn) > millis ? turn - 1 : turn;
    }

    /** Turns change by the clock on the wall: one with a change of clocks is an hour longer. */
    private long startOf(long turn) {
        return start.plusDays(turn * turnDays)
                .atTime(handOver)
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    /** The same without what was taken over before a time, and with one more. */
    Rota with(Shift override, long nowMillis) {
        List<Shift> others = new ArrayList<>(overrides);
        others.removeIf(shift -> shift.toMillis() <= nowMillis);
        others.add(override);
        return with(others);
    }

    Rota with(List<Shift> otherOverrides) {
        return new Rota(name, zone, start, handOver, turnDays, people, otherOverrides);
    }
}

package dev.muninn.alert.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotaTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Person ADA = new Person("Ada", "ada");
    private static final Person BO = new Person("Bo", "bo");
    private static final Person CY = new Person("Cy", "cy");

    private static Rota rota(int turnDays, Shift... overrides) {
        return new Rota(
                "web",
                OSLO,
                LocalDate.of(2026, 3, 2),
                LocalTime.of(9, 0),
                turnDays,
                List.of(ADA, BO, CY),
                List.of(overrides));
    }

    private static long at(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), OSLO)
                .toInstant()
                .toEpochMilli();
    }

    @Test
    void turnsChangeAtTheHandOverAndBeginAnewAfterTheLastPerson() {
        Rota weekly = rota(7);
        assertThat(weekly.at(at("2026-03-02T09:00"))).isEqualTo(ADA);
        assertThat(weekly.at(at("2026-03-09T08:59"))).isEqualTo(ADA);
        assertThat(weekly.at(at("2026-03-09T09:00"))).isEqualTo(BO);
        assertThat(weekly.at(at("2026-03-16T09:00"))).isEqualTo(CY);
        assertThat(weekly.at(at("2026-03-23T09:00"))).isEqualTo(ADA);
    }

    @Test
    void somebodyIsOnCallBeforeTheFirstTurn() {
        assertThat(rota(1).at(at("2026-03-01T12:00"))).isEqualTo(CY);
    }

    @Test
    void theTurnWithTheChangeOfClocksIsAnHourShorterInSpringAndLongerInAutumn() {
        assertThat(lengthAt("2026-03-28T12:00")).isEqualTo(Duration.ofHours(23));
        assertThat(lengthAt("2026-10-24T12:00")).isEqualTo(Duration.ofHours(25));
        assertThat(rota(1).shiftAt(at("2026-10-25T09:00")).fromMillis())
                .isEqualTo(at("2026-10-25T09:00"));
    }

    private static Duration lengthAt(String local) {
        Shift shift = rota(1).shiftAt(at(local));
        return Duration.ofMillis(shift.toMillis() - shift.fromMillis());
    }

    @Test
    void whoTakesOverIsOnCallForThatTimeOnly() {
        Shift night = new Shift(CY, at("2026-03-04T20:00"), at("2026-03-05T08:00"), true);
        Rota weekly = rota(7, night);
        assertThat(weekly.at(at("2026-03-04T19:59"))).isEqualTo(ADA);
        assertThat(weekly.at(at("2026-03-04T20:00"))).isEqualTo(CY);
        assertThat(weekly.at(at("2026-03-05T08:00"))).isEqualTo(ADA);
        assertThat(weekly.shifts(at("2026-03-02T09:00"), at("2026-03-09T09:00")))
                .extracting(shift -> shift.person().name())
                .containsExactly("Ada", "Cy", "Ada");
    }

    @Test
    void shiftsFollowEachOtherWithoutGaps() {
        Shift over = new Shift(BO, at("2026-03-03T00:00"), at("2026-03-20T00:00"), true);
        List<Shift> shifts = rota(1, over).shifts(at("2026-03-01T00:00"), at("2026-04-10T00:00"));
        for (int i = 1; i < shifts.size(); i++) {
            assertThat(shifts.get(i).fromMillis()).isEqualTo(shifts.get(i - 1).toMillis());
        }
        assertThat(shifts.getFirst().fromMillis()).isLessThanOrEqualTo(at("2026-03-01T00:00"));
        assertThat(shifts.getLast().toMillis()).isGreaterThanOrEqualTo(at("2026-04-10T00:00"));
    }

    @Test
    void refusesARotaWithoutPeople() {
        assertThatThrownBy(
                        () ->
                                new Rota(
                                        "web",
                                        OSLO,
                                        LocalDate.of(2026, 3, 2),
                                        LocalTime.NOON,
                                        7,
                                        List.of(),
                                        List.of()))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("nobody would be on call");
    }
}

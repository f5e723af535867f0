package dev.muninn.alert.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    private static ZonedDateTime next(String cron, String after) {
        long found =
                CronTimes.parse(cron)
                        .next(ZonedDateTime.parse(after).toInstant().toEpochMilli(), OSLO)
                        .orElseThrow();
        return Instant.ofEpochMilli(found).atZone(OSLO);
    }

    @ParameterizedTest
    @CsvSource({
        "0 22 * * sat, 2026-03-01T10:00+01:00, 2026-03-07T22:00+01:00",
        "*/15 * * * *, 2026-03-01T10:01+01:00, 2026-03-01T10:15+01:00",
        "30 2 1 * *, 2026-03-01T02:30+01:00, 2026-04-01T02:30+02:00",
        "0 9-17/4 * * mon-fri, 2026-03-02T13:00+01:00, 2026-03-02T17:00+01:00",
        "0 0 29 feb *, 2026-03-01T00:00+01:00, 2028-02-29T00:00+01:00",
        "0 12 * * 7, 2026-03-02T00:00+01:00, 2026-03-08T12:00+01:00",
        "0 6 13 * 5, 2026-03-01T00:00+01:00, 2026-03-06T06:00+01:00",
    })
    void findsTheNextMoment(String cron, String after, String expected) {
        assertThat(next(cron, after).toInstant())
                .isEqualTo(ZonedDateTime.parse(expected).toInstant());
    }

    @Test
    void aTimeThatTheClocksSkipComesWhenTheyWerePutForward() {
        assertThat(next("30 2 * * *", "2026-03-28T12:00+01:00"))
                .isEqualTo(ZonedDateTime.parse("2026-03-29T03:30+02:00[Europe/Oslo]"));
    }

    @Test
    void aTimeThatComesTwiceHappensOnce() {
        ZonedDateTime first = next("30 2 * * *", "2026-10-24T12:00+02:00");
        assertThat(first).isEqualTo(ZonedDateTime.parse("2026-10-25T02:30+02:00[Europe/Oslo]"));
        assertThat(next("30 2 * * *", first.toOffsetDateTime().toString()).toLocalDate())
                .hasToString("2026-10-26");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 22 * *        | has 4 fields, not 5",
                "60 * * * *      | 60 is not between 0 and 59",
                "0 5-3 * * *     | 5 is after 3",
                "0 0 * * someday | \"someday\" is no number",
                "0 0 31 feb *    | a day that never comes",
            })
    void refusesWhatIsNoTimeAndSaysWhy(String cron, String why) {
        assertThatThrownBy(() -> CronTimes.parse(cron))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining(why);
    }
}

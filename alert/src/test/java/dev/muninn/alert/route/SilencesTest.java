package dev.muninn.alert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final List<String> MATCHERS =
            List.of(
                    "host=\"a\"",
                    "host=\"b\"",
                    "host=\"\",job=\"shop\"",
                    "host=\"a\",job=\"shop\"",
                    "host=~\"a|b\"",
                    "host!=\"a\",job=\"shop\"",
                    "host!~\"a.*\",job=~\".+\"",
                    "job=\"shop\"");

    private static final List<Labels> ALERTS =
            List.of(
                    Labels.of("host", "a"),
                    Labels.of("host", "b"),
                    Labels.of("host", "a", "job", "shop"),
                    Labels.of("host", "ab", "job", "shop"),
                    Labels.of("job", "shop"),
                    Labels.of("other", "a"));

    private final Silences silences = new Silences(() -> "new");
    private final List<Silence> plain = new ArrayList<>();

    private static Silence silence(String id, String matchers, long from, long to) {
        return new Silence(
                id, MatcherSyntax.UTF8.parse(matchers), from, to, 0, "ada", "", Map.of());
    }

    private void put(Silence silence) {
        plain.removeIf(one -> one.id().equals(silence.id()));
        plain.add(silence);
        silences.put(silence);
    }

    /** What one finds who compares each alert with each silence. */
    private List<String> compared(Labels alert, long millis) {
        return plain.stream()
                .filter(silence -> silence.silences(alert, millis))
                .map(Silence::id)
                .sorted()
                .toList();
    }

    @Test
    void whatAnAlertIsKeptQuietByIsWhatComparingItWithEachWouldFind() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            String id = "s" + random.nextInt(20);
            String matchers = MATCHERS.get(random.nextInt(MATCHERS.size()));
            long from = random.nextInt(100);
            put(silence(id, matchers, from, from + 1 + random.nextInt(100)));
            if (random.nextInt(10) == 0) {
                long before = random.nextInt(100);
                plain.removeIf(one -> one.endsAtMillis() < before);
                var _ = silences.forgetEndedBefore(before);
            }
            long now = random.nextInt(200);
            for (Labels alert : ALERTS) {
                assertThat(silences.silencing(alert, now))
                        .as("of %s at %d in round %d", alert, now, round)
                        .isEqualTo(compared(alert, now));
            }
        }
    }
}

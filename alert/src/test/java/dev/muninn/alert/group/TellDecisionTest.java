package dev.muninn.alert.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.route.Fixtures;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TellDecisionTest {

    private static final long NOW = 1_000_000_000;
    private static final long MINUTE = 60_000;

    private static Set<String> set(JsonNode array) {
        return new HashSet<>(Fixtures.texts(array));
    }

    @Test
    void tellsWhenAlertmanagerDoes() throws Exception {
        for (JsonNode line : Fixtures.lines("dedup.jsonl")) {
            JsonNode last = line.get("lastNotification");
            LastTold told =
                    last.isNull()
                            ? null
                            : new LastTold(
                                    set(last.get("firing")),
                                    set(last.get("resolved")),
                                    NOW - last.get("ageMinutes").asLong(0) * MINUTE,
                                    Map.of());
            TellDecision decision =
                    TellDecision.of(
                            told,
                            set(line.get("firing")),
                            set(line.get("resolved")),
                            line.get("sendResolved").asBoolean(),
                            line.get("repeatMinutes").asLong() * MINUTE,
                            NOW);
            assertThat(decision.isTold())
                    .as(line.get("what").asText())
                    .isEqualTo(line.get("notify").asBoolean());
        }
    }

    @Test
    void forgetsWhatEndedWhereNobodyWantsToKnow() {
        LastTold told = new LastTold(Set.of("a"), Set.of(), NOW, Map.of());
        assertThat(TellDecision.of(told, Set.of(), Set.of("a"), false, MINUTE, NOW))
                .isEqualTo(TellDecision.FORGET);
        assertThat(TellDecision.of(told, Set.of(), Set.of("a"), true, MINUTE, NOW))
                .isEqualTo(TellDecision.ALL_RESOLVED);
    }

    @Test
    void repeatsWhenTheTimeIsUp() {
        LastTold told = new LastTold(Set.of("a"), Set.of(), NOW - MINUTE, Map.of());
        assertThat(TellDecision.of(told, Set.of("a"), Set.of(), true, MINUTE, NOW))
                .isEqualTo(TellDecision.REPEAT);
        assertThat(TellDecision.of(told, Set.of("a"), Set.of(), true, 2 * MINUTE, NOW))
                .isEqualTo(TellDecision.NOTHING);
    }
}

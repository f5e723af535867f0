package dev.muninn.alert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.alert.AlertingStand;
import dev.muninn.model.MuninnException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceListTest {

    @TempDir private Path folder;

    private AlertingStand stand;
    private AlertmanagerApi api;

    @BeforeEach
    void open() {
        stand = new AlertingStand(folder);
        api = new AlertmanagerApi(stand.notifications(), stand.clock(), "0.0.0");
        silence("soon", Duration.ofHours(2), Duration.ofHours(3));
        silence("long", Duration.ZERO, Duration.ofDays(1));
        silence("short", Duration.ZERO, Duration.ofHours(1));
        silence("over", Duration.ZERO, Duration.ofMinutes(10));
        stand.clock().advance(Duration.ofMinutes(20));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void silence(String host, Duration begin, Duration end) {
        Instant now = Instant.ofEpochMilli(stand.clock().millis());
        String body =
                """
                {"matchers":[{"name":"host","value":"%s","isRegex":false}],"startsAt":"%s","endsAt":"%s",
                 "createdBy":"me","comment":"work"}
                """
                        .formatted(host, now.plus(begin), now.plus(end));
        var _ = api.postSilence(body.getBytes(StandardCharsets.UTF_8));
    }

    private String list(Map<String, String> asked) {
        return api.silenceList(
                        name -> asked.containsKey(name) ? List.of(asked.get(name)) : List.of())
                .toString();
    }

    @Test
    void whatIsAtWorkComesFirstAndAllIsCounted() {
        assertThat(list(Map.of()))
                .containsSubsequence("value=short", "value=long", "value=soon", "value=over")
                .contains("active=2", "pending=1", "expired=1");
    }

    @Test
    void aStateAFilterAndALimitLeaveOutOthers() {
        assertThat(list(Map.of("state", "pending")))
                .contains("value=soon", "active=2")
                .doesNotContain("value=long");
        assertThat(list(Map.of("filter", "host=~\"long|over\"")))
                .contains("value=long", "value=over", "active=1", "pending=0", "expired=1")
                .doesNotContain("value=short");
        assertThat(list(Map.of("limit", "1")))
                .contains("value=short", "active=2")
                .doesNotContain("value=long");
    }

    @Test
    void aStateThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> list(Map.of("state", "asleep")))
                .isInstanceOf(MuninnException.class)
                .hasMessage("state is \"asleep\": it takes all, active, pending or expired");
    }
}

package dev.muninn.alert.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.channel.Request;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardQueueTest {

    private final List<Request> sent = new ArrayList<>();
    private int status = 200;
    private final ForwardQueue queue =
            new ForwardQueue(
                    "http://am/api/v2/alerts",
                    request -> {
                        sent.add(request);
                        return new Answer(status, Map.of(), "");
                    });

    private static ForwardedAlert alert(int number, long endsAtMillis) {
        return new ForwardedAlert(
                Labels.of("alertname", "A" + number),
                Map.of("summary", "much"),
                60_000,
                endsAtMillis,
                "http://muninn/graph");
    }

    private static List<ForwardedAlert> alerts(int count) {
        List<ForwardedAlert> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alerts.add(alert(i, 120_000));
        }
        return alerts;
    }

    @Test
    void sendsInTheWordsOfTheApi() {
        queue.add(alerts(1));
        assertThat(queue.sendNext()).isTrue();
        assertThat(sent.getFirst().body())
                .isEqualTo(
                        "[{\"labels\":{\"alertname\":\"A0\"},\"annotations\":{\"summary\":\"much\"},"
                                + "\"startsAt\":\"1970-01-01T00:01:00Z\",\"endsAt\":\"1970-01-01T00:02:00Z\","
                                + "\"generatorURL\":\"http://muninn/graph\"}]");
        assertThat(queue.sendNext()).isFalse();
    }

    @Test
    void sendsInBatches() {
        queue.add(alerts(600));
        while (queue.sendNext()) {
            assertThat(sent.size()).isLessThanOrEqualTo(3);
        }
        assertThat(sent).hasSize(3);
        assertThat(queue.figures().sent()).isEqualTo(600);
    }

    @Test
    void offersAgainWhatWasNotTakenInItsNewestForm() {
        status = 503;
        queue.add(List.of(alert(1, 120_000)));
        assertThat(queue.sendNext()).isFalse();
        assertThat(queue.figures().isWell()).isFalse();
        queue.add(List.of(alert(1, 180_000)));
        status = 200;
        assertThat(queue.sendNext()).isTrue();
        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().body()).contains("00:03:00Z");
        assertThat(queue.figures()).isEqualTo(new ForwardQueue.Figures(0, 1, 1, 0, true));
    }

    @Test
    void givesUpWhatIsRefused() {
        status = 400;
        queue.add(alerts(1));
        assertThat(queue.sendNext()).isFalse();
        assertThat(queue.figures().dropped()).isEqualTo(1);
        assertThat(queue.figures().waiting()).isZero();
    }

    @Test
    void givesUpTheOldestWhereTooManyWait() {
        queue.add(alerts(10_001));
        assertThat(queue.figures().waiting()).isEqualTo(10_000);
        queue.sendNext();
        assertThat(sent.getFirst().body()).doesNotContain("\"A0\"").contains("\"A1\"");
    }
}

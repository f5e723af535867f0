package dev.muninn.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.channel.Outcome;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChannelQueueTest {

    private static final Outcome TOLD = new Outcome.Told("ok", Map.of("ts", "1"));
    private static final Outcome AGAIN = new Outcome.TryAgain("HTTP 500", Duration.ZERO);
    private static final long HOUR = 3_600_000;

    private final ChannelQueue queue = new ChannelQueue(new Random(42));

    private static Delivery delivery(String group, String id, String severity) {
        MessageAlert alert =
                new MessageAlert(
                        Labels.of("alertname", "X", "severity", severity), Map.of(), 1, 0, "");
        return new Delivery(
                "c",
                new Message(
                        "r",
                        group,
                        Labels.empty(),
                        Map.of(),
                        List.of(alert),
                        "",
                        "first",
                        id,
                        false),
                0);
    }

    private Delivery polled(long nowMillis) {
        return Objects.requireNonNull(queue.poll(nowMillis), "nothing is due");
    }

    @Test
    void givesOneOfAGroupAtATime() {
        assertThat(queue.add(delivery("a", "1", "info"), 0)).isNull();
        assertThat(queue.add(delivery("b", "2", "info"), 0)).isNull();
        Delivery first = polled(0);
        assertThat(first.id()).isEqualTo("1");
        assertThat(queue.add(delivery("a", "3", "info"), 0)).isNull();
        assertThat(polled(0).id()).isEqualTo("2");
        assertThat(queue.poll(0)).as("another one of the group is on its way").isNull();
        assertThat(queue.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.ended(first, TOLD, 0))
                .satisfies(end -> assertThat(end.state()).isEqualTo(DeliveryEnd.State.TOLD));
        assertThat(polled(0).id()).isEqualTo("3");
    }

    @Test
    void newerNewsReplaceOlder() {
        queue.add(delivery("a", "1", "info"), 0);
        assertThat(queue.add(delivery("a", "2", "info"), 0))
                .satisfies(needless -> assertThat(needless.id()).isEqualTo("1"));
        Delivery second = polled(0);
        assertThat(second.id()).isEqualTo("2");
        queue.add(delivery("a", "3", "info"), 1);
        assertThat(queue.ended(second, AGAIN, 1))
                .satisfies(end -> assertThat(end.state()).isEqualTo(DeliveryEnd.State.REPLACED));
        assertThat(queue.poll(1)).satisfies(next -> assertThat(next.id()).isEqualTo("3"));
    }

    @Test
    void waitsLongerAndLonger() {
        queue.add(delivery("a", "1", "info"), 0);
        long now = 0;
        long longest = 0;
        for (int attempt = 1; attempt <= 12; attempt++) {
            assertThat(queue.ended(polled(now), AGAIN, now)).isNull();
            long wait = queue.nextDueMillis() - now;
            assertThat(wait).isBetween(1L, 60_000L);
            longest = Math.max(longest, wait);
            now += wait;
        }
        assertThat(longest).isGreaterThan(20_000);
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() {
        queue.add(delivery("a", "1", "info"), 0);
        queue.ended(polled(0), new Outcome.TryAgain("HTTP 429", Duration.ofMinutes(7)), 0);
        assertThat(queue.nextDueMillis()).isEqualTo(7 * 60_000);
    }

    @Test
    void givesUpAfterAnHourWhatIsNotCritical() {
        queue.add(delivery("a", "1", "info"), 0);
        assertThat(queue.ended(polled(0), AGAIN, HOUR + 1))
                .satisfies(end -> assertThat(end.state()).isEqualTo(DeliveryEnd.State.FAILED));
        queue.add(delivery("a", "2", "critical"), HOUR + 1);
        assertThat(queue.ended(polled(HOUR + 1), AGAIN, 2 * HOUR + 2)).isNull();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void newsOfAGroupTakeThePlaceOfTheOlderOnes() {
        queue.add(delivery("a", "1", "info"), 0);
        queue.add(delivery("b", "2", "info"), 1);
        queue.add(delivery("a", "3", "info"), 2);
        assertThat(polled(2).id()).isEqualTo("3");
        assertThat(polled(2).id()).isEqualTo("2");
        assertThat(queue.poll(2)).isNull();
    }

    @Test
    void newsOfAGroupThatHasToWaitAreTriedAtOnce() {
        queue.add(delivery("a", "1", "info"), 0);
        queue.ended(polled(0), new Outcome.TryAgain("HTTP 429", Duration.ofMinutes(7)), 0);
        queue.add(delivery("a", "2", "info"), 10);
        assertThat(polled(10).id()).isEqualTo("2");
        assertThat(queue.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void triesEarlierWhatWasPlannedByAClockThatWasSetBack() {
        assertThat(queue.add(delivery("a", "1", "info"), HOUR)).isNull();
        Delivery sent = polled(HOUR);
        assertThat(queue.ended(sent, AGAIN, HOUR)).isNull();
        assertThat(queue.poll(1_000)).isNull();
        queue.bringForward(HOUR);
        assertThat(polled(1_000)).isEqualTo(sent);
    }

    @Test
    void forgetsAllThatWaits() {
        queue.add(delivery("a", "1", "info"), 0);
        Delivery sent = polled(0);
        queue.add(delivery("a", "2", "info"), 0);
        queue.add(delivery("b", "3", "info"), 0);
        queue.clear();
        assertThat(queue.ended(sent, AGAIN, 1)).isNull();
        assertThat(queue.poll(Long.MAX_VALUE)).isNull();
        assertThat(queue.size()).isZero();
    }
}

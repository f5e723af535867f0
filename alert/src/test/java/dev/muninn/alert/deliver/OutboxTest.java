package dev.muninn.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.channel.Channel;
import dev.muninn.alert.channel.Outcome;
import dev.muninn.alert.message.Message;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int MESSAGES = 1_000;

    private final BlockingQueue<DeliveryEnd> ends = new LinkedBlockingQueue<>();

    private final Outbox.Ledger ledger =
            new Outbox.Ledger() {
                @Override
                public boolean mayTell() {
                    return true;
                }

                @Override
                public Map<String, String> memory(Delivery delivery) {
                    return Map.of();
                }

                @Override
                public void ended(DeliveryEnd end) {
                    ends.add(end);
                }
            };

    private static Delivery delivery(String channel, int number) {
        Message message =
                new Message(
                        channel,
                        "{}:{alertname=\"X" + number + "\"}",
                        Labels.empty(),
                        Map.of(),
                        List.of(),
                        "",
                        "first notification",
                        channel + number,
                        false);
        return new Delivery(channel, message, 0);
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyElse() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        Channel hangs =
                (message, memory) -> {
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new Outcome.Told("late", Map.of());
                };
        Channel works = (message, memory) -> new Outcome.Told("at once", Map.of());
        try (Outbox outbox = new Outbox(new ManualClock(0), new Random(1), ledger)) {
            outbox.replaceChannels(Map.of("hangs", hangs, "works", works));
            for (int i = 0; i < MESSAGES; i++) {
                outbox.add(delivery("hangs", i));
                outbox.add(delivery("works", i));
            }
            for (int i = 0; i < MESSAGES; i++) {
                DeliveryEnd end = ends.poll(60, TimeUnit.SECONDS);
                assertThat(end).as("message %d", i).isNotNull();
                assertThat(end.delivery().channel()).isEqualTo("works");
            }
            assertThat(answers.getCount()).as("the other still hangs").isEqualTo(1);
            answers.countDown();
            for (int i = 0; i < MESSAGES; i++) {
                DeliveryEnd end = ends.poll(60, TimeUnit.SECONDS);
                assertThat(end).as("message %d", i).isNotNull();
                assertThat(end.detail()).isEqualTo("late");
            }
        }
    }
}

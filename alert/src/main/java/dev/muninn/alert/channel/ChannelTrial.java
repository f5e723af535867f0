package dev.muninn.alert.channel;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.message.Message;
import dev.muninn.alert.message.MessageAlert;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends a marked test over a channel: first that something fires, then that it ended. */
public final class ChannelTrial {

    private static final String NAME = "MuninnTest";

    private static final long ALERT_AGE_MILLIS = 60_000;

    private final Clock clock;

    public ChannelTrial(Clock clock) {
        this.clock = clock;
    }

    /**
     * How it went.
     *
     * @param detail what the other side answered
     * @param advice what helps, in people's words; empty if all is well or nothing is known
     */
    public record Result(
            String channel, boolean isTold, double latencyMillis, String detail, String advice) {}

    /** Waits for the answers of the other side. */
    public Result run(ChannelConfig config, Channel channel) {
        long start = clock.nanos();
        Outcome outcome = channel.tell(sample(config, true), Map.of());
        if (outcome instanceof Outcome.Told told && config.sendsResolved()) {
            outcome = channel.tell(sample(config, false), told.memory());
        }
        boolean isTold = outcome instanceof Outcome.Told;
        return new Result(
                config.name(),
                isTold,
                (clock.nanos() - start) / 1e6,
                outcome.detail(),
                isTold ? "" : AnswerAdvice.of(outcome.detail()));
    }

    private Message sample(ChannelConfig channel, boolean isFiring) {
        long now = clock.millis();
        MessageAlert alert =
                new MessageAlert(
                        Labels.of(
                                "alertname", NAME, "severity", "info", "instance", "example:9100"),
                        Map.of("summary", "This is a test of the channel; nothing is wrong."),
                        now - ALERT_AGE_MILLIS,
                        isFiring ? 0 : now,
                        "");
        return new Message(
                channel.receiver(),
                "{}:{alertname=\"" + NAME + "\"}",
                Labels.of("alertname", NAME),
                Map.of(),
                List.of(alert),
                "",
                "test",
                UUID.randomUUID().toString(),
                false);
    }
}

package dev.muninn.alert;

import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.channel.HttpSender;
import dev.muninn.alert.channel.Request;
import dev.muninn.alert.channel.Sender;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Asks for an address of a dead man's switch again and again, as long as all that alerting needs is
 * well: it shows that the chain works, not that the process lives. Safe for use by many threads.
 */
public final class LifeSign implements AutoCloseable, TelemetrySource {

    /** One part of the chain; tells what is wrong with it, if anything. */
    public interface Check extends Supplier<Optional<String>> {}

    private static final System.Logger LOGGER = System.getLogger(LifeSign.class.getName());

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final Duration interval;
    private final List<Check> checks;
    private final Sender sender;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder sent = new LongAdder();
    private final LongAdder withheld = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile String trouble = "";

    LifeSign(String url, Duration interval, List<Check> checks, Sender sender) {
        this.url = url;
        this.interval = interval;
        this.checks = List.copyOf(checks);
        this.sender = sender;
    }

    /** Begins to give signs, unless the options name no address. */
    public static LifeSign open(NotifyOptions options, List<Check> checks) {
        LifeSign sign =
                new LifeSign(
                        options.heartbeatUrl(),
                        options.heartbeatInterval(),
                        checks,
                        new HttpSender(Settings.NONE, TIMEOUT));
        if (!options.heartbeatUrl().isEmpty()) {
            var _ = Thread.ofVirtual().name("alert-life-sign").start(sign::work);
        }
        return sign;
    }

    private void work() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                give();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives a sign if all is well; else says in the log what is not. */
    void give() {
        String found = trouble();
        if (!found.equals(trouble)) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    found.isEmpty()
                            ? "signs of life are given again"
                            : "no sign of life is given: " + found);
            trouble = found;
        }
        if (!found.isEmpty()) {
            withheld.increment();
            return;
        }
        Answer answer = sender.send(new Request("GET", url, Map.of(), ""));
        (answer.status() / 100 == 2 ? sent : failed).increment();
    }

    private String trouble() {
        for (Check check : checks) {
            Optional<String> found = check.get();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return "";
    }

    @Override
    public void report(Telemetry to) {
        String help = "Signs of life for a dead man's switch, by what became of them.";
        String name = "muninn_alert_life_signs_total";
        to.counter(name, help, (double) sent.sum(), "result", "sent");
        to.counter(name, help, (double) withheld.sum(), "result", "withheld");
        to.counter(name, help, (double) failed.sum(), "result", "failed");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.channel.Answer;
import dev.muninn.alert.options.NotifyOptions;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each part of the chain is stopped for itself: the signs of life end within two minutes. */
class LifeSignChainTest {

    private static final String RULES =
            "groups: [{name: g, interval: 15s, rules: [{record: one, expr: vector(1)}]}]";

    @TempDir private Path folder;

    private final ManualClock clock = new ManualClock(AlertingStand.START);
    private final AtomicInteger signs = new AtomicInteger();
    private @Nullable String storeRefuses;

    private CatalogDatabase database;
    private Notifier notifier;
    private QueryEngine engine;

    @BeforeEach
    void open() throws Exception {
        // Nobody listens there any more.
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path file =
                Files.writeString(
                        folder.resolve("alertmanager.yml"),
                        """
                        route: {receiver: gone, group_wait: 0s}
                        receivers:
                          - name: gone
                            webhook_configs: [{url: 'http://127.0.0.1:%d/'}]
                        """
                                .formatted(port));
        database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
        notifier =
                Notifier.open(
                        NotifyOptions.of(file.toString()), database, line -> {}, "test", clock);
        engine = QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, clock);
    }

    @AfterEach
    void close() {
        engine.close();
        notifier.close();
        database.close();
    }

    private LifeSign watched(LifeSign.Check rules) {
        LifeSign sign =
                new LifeSign(
                        "http://switch/ping",
                        Duration.ofMinutes(1),
                        List.of(rules, notifier::trouble, () -> Optional.ofNullable(storeRefuses)),
                        request -> {
                            signs.incrementAndGet();
                            return new Answer(200, Map.of(), "");
                        });
        sign.give();
        assertThat(signs).as("all is well").hasValue(1);
        return sign;
    }

    /** The last sign came within two minutes, and none for an hour. */
    private void assertSilenceWithinTwoMinutes(LifeSign sign) {
        minutes(2, sign);
        int last = signs.get();
        minutes(60, sign);
        assertThat(signs).hasValue(last);
        assertThat(last).as("one at most while it is noticed").isLessThanOrEqualTo(2);
    }

    private void minutes(int count, LifeSign sign) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMinutes(1));
            sign.give();
        }
    }

    @Test
    void endWhenRulesAreNotEvaluatedAnyMore() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yml"), RULES);
        RuleOptions options =
                new RuleOptions(
                        List.of(rules.toString()),
                        Duration.ofSeconds(15),
                        Duration.ZERO,
                        Duration.ofHours(1),
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        1,
                        List.of(),
                        "");
        RuleBook book =
                RuleBook.open(
                        options,
                        engine,
                        new MemoryStore(),
                        (alerts, url, valid) -> {},
                        RuleMemory.NOTHING,
                        List::of,
                        clock);
        LifeSign sign = watched(book::trouble);
        book.close();
        assertSilenceWithinTwoMinutes(sign);
    }

    @Test
    void endWhenTheStoreTakesNothing() {
        LifeSign sign = watched(Optional::empty);
        storeRefuses = "the disk is full";
        assertSilenceWithinTwoMinutes(sign);
    }

    @Test
    void endWhenMessagesDoNotArrive() {
        LifeSign sign = watched(Optional::empty);
        notifier.alertmanager()
                .postAlerts(
                        "[{\"labels\":{\"alertname\":\"X\"},\"endsAt\":\"2026-03-02T00:00:00Z\"}]"
                                .getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 20_000 && !waits(); i++) {
            LockSupport.parkNanos(500_000);
        }
        assertThat(waits()).isTrue();
        assertSilenceWithinTwoMinutes(sign);
    }

    private boolean waits() {
        return notifier.channels().toString().contains("waiting=1");
    }
}

package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.config.RoutingFile;
import dev.muninn.alert.deliver.ChannelState;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.alert.message.MessageTemplates;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.catalog.CatalogOptions;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.RawServer;
import dev.muninn.testkit.RawServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver that is out of order for ten minutes, in each of the ways there are, and another. */
class ReceiverOutageTest {

    private static final int MINUTES = 10;

    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";

    /** What is wrong with a receiver. */
    enum Fault {
        ERROR("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"),
        BUSY("HTTP/1.1 429 Wait\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"),
        CLOSES_IN_THE_ANSWER("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab"),
        HANGS(""),
        REFUSES("");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        Answer answer() {
            return this == HANGS ? Answer.HANG : Answer.last(text);
        }
    }

    /** A webhook on a port of its own that keeps what it answered well. */
    private static final class Webhook implements AutoCloseable {

        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile @Nullable Fault fault;
        private RawServer server = new RawServer(this::answer);
        private final int port = server.port();

        void breakDown(Fault kind) {
            fault = kind;
            if (kind == Fault.REFUSES) {
                server.close();
            }
        }

        void recover() {
            if (fault == Fault.REFUSES) {
                server = new RawServer(port, this::answer);
            }
            fault = null;
        }

        private Answer answer(String request) {
            Fault now = fault;
            if (now != null) {
                return now.answer();
            }
            told.add(request);
            return Answer.of(GOOD);
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private final ManualClock clock = new ManualClock(1_772_360_430_000L);

    @TempDir private Path folder;

    private static RoutingConfig config(Webhook one, Webhook other) {
        return RoutingFile.read(
                "a.yml",
                """
                route:
                  receiver: one
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1m
                  routes: [{receiver: one, continue: true}, {receiver: other}]
                receivers:
                  - name: one
                    webhook_configs: [{url: 'http://127.0.0.1:%d/', timeout: 300ms}]
                  - name: other
                    webhook_configs: [{url: 'http://127.0.0.1:%d/'}]
                """
                        .formatted(one.port, other.port),
                MatcherSyntax.FALLBACK);
    }

    private Channels channels() {
        return Channels.overNetwork(
                MessageTemplates.of(Map.of(), clock), clock, line -> {}, DeniedNetworks.NONE);
    }

    private void fire(Notifications notifications, int number) {
        notifications.put(
                List.of(
                        new ActiveAlert(
                                Labels.of("alertname", "Full", "disk", "d" + number),
                                Map.of(),
                                clock.millis(),
                                clock.millis() + Duration.ofHours(12).toMillis(),
                                "",
                                false,
                                clock.millis())));
    }

    /** Another disk is full, and the group is looked at. */
    private void pass(Notifications notifications, int number) {
        clock.advance(Duration.ofMinutes(1));
        fire(notifications, number);
        notifications.flushDue();
    }

    private static void await(String what, BooleanSupplier isSo) {
        for (int i = 0; i < 20_000 && !isSo.getAsBoolean(); i++) {
            LockSupport.parkNanos(500_000);
        }
        assertThat(isSo.getAsBoolean()).as(what).isTrue();
    }

    private static ChannelState state(Notifications notifications, String name) {
        return notifications.outbox().states().stream()
                .filter(state -> state.name().startsWith(name + "/"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheNewestOnceAfterwardsAndOthersMeanwhile(Fault fault) throws Exception {
        try (Webhook one = new Webhook();
                Webhook other = new Webhook();
                CatalogDatabase database = CatalogDatabase.open(CatalogOptions.DEFAULTS, folder);
                Notifications opened =
                        Notifications.open(
                                config(one, other),
                                database,
                                ignored -> channels(),
                                new NotifyTerms("", 10),
                                clock)) {
            one.breakDown(fault);
            for (int minute = 1; minute <= MINUTES; minute++) {
                pass(opened, minute);
                int so = minute;
                // While the clock stands still: the other receiver waits for nothing.
                await("minute " + minute + " at the other", () -> other.told.size() == so);
                await("the attempt of minute " + minute, () -> state(opened, "one").failed() >= so);
            }
            assertThat(one.told).isEmpty();
            await("older news to be given up", () -> opened.journal().waiting().size() == 1);

            one.recover();
            await("a message at the one", () -> isToldSoon(one, opened));
            await("all to be written", () -> opened.journal().waiting().isEmpty());
            opened.flushDue();
            assertThat(opened.journal().waiting()).isEmpty();
            assertThat(one.told).hasSize(1);
            assertThat(one.told.getFirst()).contains(disks());
            assertThat(other.told).hasSize(MINUTES);
        }
    }

    private boolean isToldSoon(Webhook receiver, Notifications notifications) {
        clock.advance(Duration.ofSeconds(1));
        // Wakes the channel, whose thread does not see this clock move.
        notifications.outbox().bringForward(0);
        return !receiver.told.isEmpty();
    }

    private static String[] disks() {
        return IntStream.rangeClosed(1, MINUTES)
                .mapToObj(number -> "\"disk\":\"d" + number + "\"")
                .toArray(String[]::new);
    }
}

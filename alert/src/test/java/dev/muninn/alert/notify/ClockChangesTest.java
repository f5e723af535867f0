package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.AlertingStand;
import dev.muninn.alert.deliver.ChannelState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are set, and machines that sleep: nobody is told twice, and nobody too late. */
class ClockChangesTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    @TempDir private Path folder;

    private AlertingStand stand;

    @BeforeEach
    void tellOfOne() throws Exception {
        stand = new AlertingStand(folder);
        stand.fire("alertname", "Full", "disk", "a");
        stand.pass(Duration.ofSeconds(10));
        assertThat(stand.told("/")).contains("\"disk\":\"a\"");
    }

    @AfterEach
    void close() {
        stand.close();
    }

    /** Only the clock of the wall moves, as when somebody sets it, or the machine was asleep. */
    private void set(long byMillis) {
        stand.clock().jumpTo(stand.clock().millis() + byMillis);
        stand.notifications().flushDue();
    }

    @Test
    void anHourBackRepeatsNothingAndDelaysNothing() throws Exception {
        set(-HOUR);
        stand.fire("alertname", "Full", "disk", "b");
        assertThat(stand.unread()).isEmpty();
        stand.pass(Duration.ofMinutes(1));
        assertThat(stand.told("/")).contains("\"disk\":\"a\"", "\"disk\":\"b\"");
        for (int i = 0; i < 59; i++) {
            stand.pass(Duration.ofMinutes(1));
        }
        assertThat(stand.unread()).as("what was told is not repeated early").isEmpty();
    }

    @Test
    void anHourForwardRepeatsOnceWhatIsDueByThen() throws Exception {
        set(HOUR);
        assertThat(stand.told("/")).contains("\"disk\":\"a\"", "repeat");
        stand.pass(Duration.ofMinutes(1));
        assertThat(stand.unread()).isEmpty();
    }

    @Test
    void tenMinutesOfSleepAreMadeUpForByOneLook() throws Exception {
        stand.fire("alertname", "Full", "disk", "b");
        set(HOUR / 6);
        assertThat(stand.told("/")).contains("\"disk\":\"b\"", "new alerts");
        stand.pass(Duration.ofMinutes(1));
        assertThat(stand.unread()).isEmpty();
    }

    @Test
    void aMessageThatWaitsForItsReceiverDoesNotWaitForTheHourThatComesAgain() throws Exception {
        stand.answerWith(503);
        stand.fire("alertname", "Slow", "disk", "c");
        stand.pass(Duration.ofSeconds(10));
        assertThat(stand.told("/")).contains("\"disk\":\"c\"");
        for (int i = 0; i < 20_000 && failedAttempts() == 0; i++) {
            LockSupport.parkNanos(500_000);
        }
        stand.answerWith(200);
        set(-HOUR);
        stand.clock().advance(Duration.ofMinutes(1));
        // Wakes the channel, whose thread does not see this clock move.
        stand.notifications().outbox().bringForward(0);
        assertThat(stand.told("/")).contains("\"disk\":\"c\"");
    }

    private long failedAttempts() {
        return stand.notifications().outbox().states().stream()
                .mapToLong(ChannelState::failed)
                .sum();
    }
}

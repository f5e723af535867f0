package dev.muninn.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnwrittenAlertsTest {

    private static final Labels A = Labels.of("alertname", "A");
    private static final Labels B = Labels.of("alertname", "B");

    private final UnwrittenAlerts unwritten = new UnwrittenAlerts();

    @Test
    void anAlertIsUnwrittenUntilTheRequestThatChangedItLastIsWritten() {
        Object first = new Object();
        Object second = new Object();
        unwritten.add(A, first);
        unwritten.add(A, second);
        unwritten.written(A, first);
        assertThat(unwritten.contains(A)).isTrue();
        unwritten.written(A, second);
        assertThat(unwritten.contains(A)).isFalse();
    }

    @Test
    void whatIsKnownNoLongerIsForgotten() {
        unwritten.add(A, "request");
        unwritten.add(B, "request");
        unwritten.keepOnly(1, Set.of(B)::contains);
        assertThat(unwritten.contains(A)).isFalse();
        assertThat(unwritten.contains(B)).isTrue();
    }

    @Test
    void allIsForgottenWithTheLastKnownAlert() {
        unwritten.add(A, "request");
        unwritten.keepOnly(0, labels -> false);
        assertThat(unwritten.contains(A)).isFalse();
    }

    @Test
    void nothingIsLookedForWhereAllMayBeKnown() {
        unwritten.add(A, "request");
        unwritten.keepOnly(
                1,
                labels -> {
                    throw new AssertionError("asked for " + labels);
                });
        assertThat(unwritten.contains(A)).isTrue();
    }
}

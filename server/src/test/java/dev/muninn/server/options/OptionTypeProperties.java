package dev.muninn.server.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OptionTypeProperties {

    @Property
    void durationsReadBackAsPrinted(@ForAll @LongRange(min = 0, max = 1L << 50) long millis) {
        DurationType type = new DurationType(Duration.ZERO, Duration.ofMillis(1L << 50));
        Duration value = Duration.ofMillis(millis);
        assertThat(type.parse(type.print(value))).isEqualTo(value);
    }

    @Property
    void sizesReadBackAsPrinted(@ForAll @LongRange(min = 0) long bytes) {
        SizeType type = new SizeType(0, Long.MAX_VALUE);
        assertThat(type.parse(type.print(bytes))).isEqualTo(bytes);
    }

    @Property
    void anyTextIsAValueOrRefusedByMessage(@ForAll String text) {
        for (OptionKey<?> key : OptionTable.STANDARD.keys()) {
            try {
                assertThat(key.type().parse(text)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }
}

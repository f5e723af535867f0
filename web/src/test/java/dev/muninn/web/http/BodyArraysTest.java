package dev.muninn.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyArraysTest {

    private final BodyArrays arrays = new BodyArrays();

    @Test
    void usesAnArrayAgainThatHasRoom() {
        byte[] first = arrays.take(40_000);
        arrays.giveBack(first);

        assertThat(arrays.take(60_000)).isSameAs(first);
        assertThat(arrays.take(40_000)).isNotSameAs(first);
    }

    @Test
    void makesRoomForEveryLength() {
        for (int bytes : new int[] {0, 1, 16_383, 16_384, 16_385, 262_144, 262_145, 1 << 20}) {
            arrays.giveBack(new byte[16_384]);

            assertThat(arrays.take(bytes)).hasSizeGreaterThanOrEqualTo(bytes);
        }
    }

    @Test
    void letsGoOfArraysThatAreLargeOrTooMany() {
        byte[] large = new byte[1 << 20];
        arrays.giveBack(large);
        assertThat(arrays.take(20_000)).isNotSameAs(large);

        for (int i = 0; i < 100; i++) {
            arrays.giveBack(new byte[32_768]);
        }
        int again = 0;
        for (int i = 0; i < 100; i++) {
            // A new one would be half as long.
            again += arrays.take(16_384).length == 32_768 ? 1 : 0;
        }
        assertThat(again).isEqualTo(8);
    }
}

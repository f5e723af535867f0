package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteCursorTest {

    @Test
    void readsWordsAndNumbersOfALine() {
        ByteCursor text = ByteCursor.of("  eth0: 17\t-4 0.25 ff\nnext");

        assertThat(text.until(':')).isEqualTo("eth0");
        assertThat(text.number()).isEqualTo(17);
        assertThat(text.number()).isEqualTo(-4);
        assertThat(text.decimal()).isEqualTo(0.25);
        assertThat(text.hexNumber()).isEqualTo(255);
        assertThat(text.hasWord()).isFalse();
        text.nextLine();
        assertThat(text.word()).isEqualTo("next");
        assertThat(text.hasMore()).isFalse();
    }

    @Test
    void neverReadsBeyondItsLine() {
        ByteCursor text = ByteCursor.of("a\n5\n");

        text.skipWords(3);
        assertThat(text.number()).isZero();
        assertThat(text.word()).isEmpty();
        assertThat(text.until(':')).isEmpty();
        text.nextLine();
        assertThat(text.number()).isEqualTo(5);
    }

    @Test
    void holdsAtTheLargestNumberRatherThanTurnNegative() {
        assertThat(ByteCursor.of("18446744073709551615").number()).isEqualTo(Long.MAX_VALUE);
        assertThat(ByteCursor.of("9223372036854775807").number()).isEqualTo(Long.MAX_VALUE);
    }
}

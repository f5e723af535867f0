package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class ByteCursorProperties {

    @Property
    void readsEveryWholeNumberBack(@ForAll @LongRange(min = -Long.MAX_VALUE) long number) {
        assertThat(ByteCursor.of(number + "\n").number()).isEqualTo(number);
    }

    @Property
    void readsEveryDecimalBack(@ForAll @DoubleRange(min = 0, max = 1e6) @Scale(4) double number) {
        String text = java.math.BigDecimal.valueOf(number).toPlainString();
        assertThat(ByteCursor.of(text).decimal()).isCloseTo(number, within(1e-9));
    }

    @Property
    void splitsAnyTextIntoLinesAndWordsWithoutLoss(@ForAll String text) {
        String clean = text.replace('\0', ' ');
        List<String> words = new ArrayList<>();
        ByteCursor cursor = ByteCursor.of(clean);
        for (; cursor.hasMore(); cursor.nextLine()) {
            while (cursor.hasWord()) {
                words.add(cursor.word());
            }
        }
        List<String> expected = new ArrayList<>();
        for (String word :
                new String(
                                clean.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .split("[ \t\n]+")) {
            if (!word.isEmpty()) {
                expected.add(word);
            }
        }
        assertThat(words).isEqualTo(expected);
    }
}

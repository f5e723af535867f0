package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelBytesProperties {

    @Provide
    Arbitrary<Labels> labels() {
        Arbitrary<String> text =
                Arbitraries.strings()
                        .all()
                        .excludeChars(surrogates())
                        .ofMinLength(1)
                        .ofMaxLength(40);
        return Arbitraries.maps(text, text)
                .ofMaxSize(12)
                .map(
                        (Map<String, String> map) -> {
                            Labels.Builder builder = Labels.builder();
                            map.forEach(builder::set);
                            return builder.build();
                        });
    }

    /** Halves of a pair are no text that UTF-8 can carry. */
    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }

    @Property(tries = 500)
    void decodeReturnsWhatWasEncoded(@ForAll("labels") Labels labels) {
        byte[] bytes = LabelBytes.encode(labels);
        byte[] framed = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, framed, 3, bytes.length);
        assertThat(LabelBytes.decode(framed, 3, bytes.length)).isEqualTo(labels);
    }

    @Property(tries = 500)
    void orderOfEncodedLabelsDoesNotMatter(@ForAll("labels") Labels labels) {
        byte[] reversed = {};
        for (Label label : labels.toList()) {
            byte[] one = LabelBytes.encode(Labels.of(label.name(), label.value()));
            byte[] longer = Arrays.copyOf(one, one.length + reversed.length);
            System.arraycopy(reversed, 0, longer, one.length, reversed.length);
            reversed = longer;
        }
        assertThat(LabelBytes.decode(reversed, 0, reversed.length)).isEqualTo(labels);
    }

    @Property(tries = 1000)
    void anyBytesDecodeOrAreRefusedAsBadInput(@ForAll byte[] bytes) {
        Throwable thrown = catchThrowable(() -> LabelBytes.decode(bytes, 0, bytes.length));
        if (thrown != null) {
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            MuninnException.class,
                            e -> assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT));
        }
    }

    @Property(tries = 200)
    void everyTruncationIsRefusedOrShorter(@ForAll("labels") Labels labels) {
        byte[] bytes = LabelBytes.encode(labels);
        for (int length = 0; length < bytes.length; length++) {
            int end = length;
            Labels[] decoded = {labels};
            Throwable thrown = catchThrowable(() -> decoded[0] = LabelBytes.decode(bytes, 0, end));
            if (thrown == null) {
                assertThat(decoded[0].size()).isLessThan(labels.size());
            } else {
                assertThat(thrown).isInstanceOf(MuninnException.class);
            }
        }
    }

    @Example
    void namesTheLabelThatOccursTwice() {
        byte[] one = LabelBytes.encode(Labels.of("zone", "a"));
        byte[] twice = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, twice, one.length, one.length);
        assertThatThrownBy(() -> LabelBytes.decode(twice, 0, twice.length))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("zone")
                .hasMessageContaining("twice");
    }

    @Example
    void refusesTextThatIsNotUtf8() {
        byte[] bytes = LabelBytes.encode(Labels.of("zone", "ab"));
        bytes[bytes.length - 1] = (byte) 0xc3;
        assertThatThrownBy(() -> LabelBytes.decode(bytes, 0, bytes.length))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("UTF-8")
                .hasMessageContaining("zone");
    }

    @Example
    void leavesOutLabelsWithAnEmptyValue() {
        byte[] name = "zone".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = {0x0a, 6, 0x0a, 4, name[0], name[1], name[2], name[3]};
        assertThat(LabelBytes.decode(bytes, 0, bytes.length)).isEqualTo(Labels.empty());
    }
}

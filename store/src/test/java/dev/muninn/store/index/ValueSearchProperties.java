package dev.muninn.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class ValueSearchProperties {

    /** Few letters, so that texts are found, and neighbours of letters that differ in one bit. */
    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.strings().withChars("aAbB@`[{-_ü€").ofMaxLength(24);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aAb@`[ü").ofMaxLength(4);
    }

    /** Bytes of one string may stand anywhere between those of others. */
    private static byte[] between(String before, String string, String after) {
        return (before + string + after).getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void findsTheSameInBytesOfAnyKindAsInStrings(
            @ForAll("strings") String before,
            @ForAll("strings") String string,
            @ForAll("strings") String after,
            @ForAll("texts") String text) {
        ValueSearch inString = new ValueSearch(text, 0);
        inString.offer(string);
        byte[] bytes = between(before, string, after);
        int from = before.getBytes(StandardCharsets.UTF_8).length;
        int to = from + string.getBytes(StandardCharsets.UTF_8).length;
        assertThat(new ValueSearch(text, 0).wants(bytes, from, to))
                .isEqualTo(!inString.found().isEmpty());
        ValueSearch inFile = new ValueSearch(text, 0);
        inFile.offer(MemorySegment.ofArray(bytes), from, to);
        assertThat(inFile.found()).isEqualTo(inString.found());
    }

    @Property
    void wantsOfManyJustThoseThatChangeTheAnswer(
            @ForAll List<@net.jqwik.api.From("strings") String> strings,
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 3) int limit) {
        ValueSearch all = new ValueSearch(text, limit);
        ValueSearch wanted = new ValueSearch(text, limit);
        List<String> passed = new ArrayList<>();
        for (String string : strings) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            if (!all.isDone()) {
                all.offer(string);
            }
            if (!wanted.isDone() && wanted.wants(bytes, 0, bytes.length)) {
                wanted.offer(string);
                passed.add(string);
            }
        }
        assertThat(wanted.found()).isEqualTo(all.found());
        assertThat(passed).allMatch(string -> string.length() >= text.length());
    }
}

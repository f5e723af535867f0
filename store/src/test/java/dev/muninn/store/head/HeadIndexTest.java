package dev.muninn.store.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.index.PatternMatch;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

class HeadIndexTest {

    private static final int SERIES = 2_000;
    private static final int ROUTES = 40;

    private final HeadIndex index = new HeadIndex(new Hash128(1, 2));

    /** Below, at and above the number of values that the label has. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, ROUTES, 300})
    void asksFewSeriesForAPatternAsItAsksAllValues(int asked) {
        for (int ref = 0; ref < SERIES; ref++) {
            // Every fifth has no route.
            String route = ref % 5 == 0 ? "" : "/orders/" + ref % ROUTES;
            index.put(ref, Labels.of("number", String.valueOf(ref), "route", route));
        }
        MutableRoaringBitmap gone = new MutableRoaringBitmap();
        gone.add(100L, 200L);
        index.remove(gone);
        MutableRoaringBitmap series = new MutableRoaringBitmap();
        Random random = new Random(asked);
        for (int i = 0; i < asked; i++) {
            series.add(random.nextInt(201, SERIES));
        }
        Matcher.Pattern endsInOne = value -> value.endsWith("1");
        for (Matcher matcher :
                new Matcher[] {
                    Matcher.regexp("route", ".*1", endsInOne),
                    Matcher.notRegexp("route", ".*1", endsInOne),
                    Matcher.notEqual("route", ""),
                    Matcher.regexp("nowhere", ".*1", endsInOne),
                }) {
            for (boolean wanted : new boolean[] {true, false}) {
                PatternMatch match = new PatternMatch(matcher, wanted);
                assertThat(index.among(series, match))
                        .as("%s %s %s", matcher.kind(), matcher.name(), wanted)
                        .isEqualTo(ImmutableRoaringBitmap.and(series, index.matching(match)));
            }
        }
    }
}

package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class OrderProperties {

    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab-01\u00e9\ud83d\udc26 9!").ofMaxLength(8);
    }

    @Property(tries = 2000)
    void naturalOrderIsThatOfRuns(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(Integer.signum(NaturalOrder.compare(a, b))).isEqualTo(byRuns(a, b));
    }

    /** The same run by run, from the begin. */
    private static int byRuns(String a, String b) {
        List<String> runsA = RUN.matcher(a).results().map(MatchResult::group).toList();
        List<String> runsB = RUN.matcher(b).results().map(MatchResult::group).toList();
        for (int i = 0; i < Math.min(runsA.size(), runsB.size()); i++) {
            String x = runsA.get(i);
            String y = runsB.get(i);
            boolean areNumbers = x.matches("[0-9]+") && y.matches("[0-9]+");
            int order =
                    areNumbers
                            ? new BigInteger(x).compareTo(new BigInteger(y))
                            : Utf8Order.compare(x, y);
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        int byRuns = Integer.compare(runsA.size(), runsB.size());
        return byRuns != 0 ? byRuns : Integer.signum(Utf8Order.compare(a, b));
    }

    @Example
    void nodeTwoComesBeforeNodeTen() {
        assertThat(NaturalOrder.compare("node-2", "node-10")).isNegative();
        assertThat(NaturalOrder.compare("node-02", "node-2")).isNegative();
        assertThat(NaturalOrder.compare("node-2a", "node-2")).isPositive();
    }

    @Property
    void theSmallestAreTheFirstOfASortedList(
            @ForAll List<Integer> all, @ForAll @IntRange(max = 20) int count) {
        assertThat(Smallest.of(all, count, Comparator.naturalOrder()))
                .isEqualTo(all.stream().sorted().limit(count).toList());
    }
}

package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Compares answers bit for bit. */
final class Answers {

    private Answers() {}

    /** Of a cached answer notes may be of steps that were computed beside those asked for. */
    static void assertSame(QueryResult actual, QueryResult expected) {
        assertThat(lines(actual)).isEqualTo(lines(expected));
        assertThat(actual.infos()).containsAll(expected.infos()).doesNotHaveDuplicates();
        assertThat(actual.warnings()).containsExactlyInAnyOrderElementsOf(expected.warnings());
    }

    private static List<String> lines(QueryResult result) {
        List<String> lines = new ArrayList<>();
        for (ResultSeries series : ((ResultValue.Matrix) result.value()).series()) {
            StringBuilder line = new StringBuilder(series.labels().toString());
            for (int i = 0; i < series.size(); i++) {
                line.append(' ').append(series.timestamps()[i]).append('=');
                line.append(
                        series.histogram(i) == null
                                ? Long.toHexString(Double.doubleToRawLongBits(series.values()[i]))
                                : String.valueOf(series.histogram(i)));
            }
            lines.add(line.toString());
        }
        assertThat(lines).doesNotHaveDuplicates();
        return lines;
    }
}

package dev.muninn.query.eval.function;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.ColumnList;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.syntax.Expr;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One series of ones where a vector has no points at all. */
public final class Absence {

    private Absence() {}

    /**
     * @param argument of the function, whose matchers give the result its labels
     */
    public static Columns of(Columns columns, Expr argument) {
        Points result = new Points(columns.grid().steps());
        double[] ones = result.values();
        Arrays.fill(ones, 1);
        result.fill();
        long[] absent = result.present();
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size() && !result.isEmpty(); i++) {
            Points points = cursor.read(i);
            for (int word = 0; points != null && word < absent.length; word++) {
                absent[word] &= ~points.present()[word];
            }
        }
        return new ColumnList(
                columns.grid(),
                result.isEmpty()
                        ? List.of()
                        : List.of(new Column(labels(argument), false, result)));
    }

    /** What every series asked for would have to have: equalities that are not doubled. */
    private static Labels labels(Expr argument) {
        List<Matcher> matchers =
                switch (argument) {
                    case Expr.VectorSelector selector -> selector.matchers();
                    case Expr.MatrixSelector selector -> selector.selector().matchers();
                    default -> List.of();
                };
        Labels.Builder labels = Labels.builder();
        Set<String> seen = new HashSet<>();
        for (Matcher matcher : matchers) {
            String name = matcher.name();
            if (name.equals(Labels.METRIC_NAME)) {
                continue;
            }
            if (matcher.kind() == Matcher.Kind.EQUAL && seen.add(name)) {
                labels.set(name, matcher.text());
            } else {
                labels.remove(name);
            }
        }
        return labels.build();
    }
}

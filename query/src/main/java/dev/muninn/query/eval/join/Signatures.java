package dev.muninn.query.eval.join;

import dev.muninn.model.Labels;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.syntax.Expr.VectorMatching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The labels by which the series of two vectors find each other, numbered. */
final class Signatures {

    private final VectorMatching matching;
    private final Budget budget;
    private final Set<String> names;
    private final Map<Labels, Integer> numbers = new HashMap<>();

    Signatures(VectorMatching matching, Budget budget) {
        this.matching = matching;
        this.budget = budget;
        names = new HashSet<>(matching.labels());
        if (!matching.isOn()) {
            names.add(Labels.METRIC_NAME);
        }
    }

    /** The labels of a series that take part in matching. */
    Labels of(Labels labels) {
        return matching.isOn() ? labels.only(names) : labels.without(names);
    }

    int[] number(Columns columns) {
        budget.checkTime();
        int[] result = new int[columns.size()];
        for (int i = 0; i < result.length; i++) {
            Labels signature = of(columns.labels(i));
            Integer known = numbers.get(signature);
            if (known == null) {
                known = numbers.size();
                numbers.put(signature, known);
            }
            result[i] = known;
        }
        return result;
    }

    int count() {
        return numbers.size();
    }

    /** The indices of series by signature number. */
    List<List<Integer>> members(int[] signatureOf) {
        List<List<Integer>> members = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            members.add(new ArrayList<>(1));
        }
        for (int i = 0; i < signatureOf.length; i++) {
            members.get(signatureOf[i]).add(i);
        }
        return members;
    }
}

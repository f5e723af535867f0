package dev.muninn.query.eval.join;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Names;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.eval.series.SameLabels;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Expr.VectorMatching;
import dev.muninn.query.syntax.Expr.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins two vectors whose series may change partners from step to step: which points meet, which
 * are filled in, and which matches are ambiguous is decided by the points themselves.
 */
final class SteppedJoin {

    private final Expr.Binary expr;
    private final VectorMatching matching;
    private final boolean delaysNames;
    private final ElementOperator operator;
    private final Signatures signatures;
    private final ResultLabels resultLabels;
    private final Budget budget;
    private final boolean isManyRight;
    private final List<Column> results = new ArrayList<>();

    SteppedJoin(
            Expr.Binary expr,
            VectorMatching matching,
            boolean delaysNames,
            ElementOperator operator,
            Signatures signatures,
            ResultLabels resultLabels,
            Budget budget) {
        this.expr = expr;
        this.matching = matching;
        this.delaysNames = delaysNames;
        this.operator = operator;
        this.signatures = signatures;
        this.resultLabels = resultLabels;
        this.budget = budget;
        isManyRight = matching.cardinality() == Cardinality.ONE_TO_MANY;
    }

    Columns join(Columns many, int[] manySignatures, Columns one, int[] oneSignatures) {
        List<@Nullable Points> manyPoints = read(many);
        List<@Nullable Points> onePoints = read(one);
        List<List<Integer>> manyOf = signatures.members(manySignatures);
        List<List<Integer>> oneOf = signatures.members(oneSignatures);
        for (int signature = 0; signature < signatures.count(); signature++) {
            List<Column> manyGroup = columns(many, manyPoints, manyOf.get(signature));
            List<Column> oneGroup = columns(one, onePoints, oneOf.get(signature));
            checkOneSide(oneGroup, manyPoints);
            join(manyGroup, oneGroup);
        }
        return SameLabels.merged(many.grid(), results);
    }

    private List<@Nullable Points> read(Columns columns) {
        List<@Nullable Points> all = new ArrayList<>(columns.size());
        Columns.Cursor cursor = columns.cursor();
        for (int i = 0; i < columns.size(); i++) {
            Points points = cursor.read(i);
            all.add(points == null ? null : SameLabels.kept(points, columns, budget));
        }
        return all;
    }

    private List<Column> columns(
            Columns columns, List<@Nullable Points> points, List<Integer> members) {
        List<Column> group = new ArrayList<>(members.size());
        for (int index : members) {
            Points ofSeries = points.get(index);
            if (ofSeries != null) {
                group.add(
                        new Column(
                                columns.labels(index),
                                VectorJoin.dropsName(expr, columns, index, delaysNames),
                                ofSeries));
            }
        }
        return group;
    }

    private void checkOneSide(List<Column> ones, List<@Nullable Points> manyPoints) {
        for (int i = 1; i < ones.size(); i++) {
            for (int j = 0; j < i; j++) {
                Points a = ones.get(i).points();
                Points b = ones.get(j).points();
                for (int step = a.next(0); step >= 0; step = a.next(step + 1)) {
                    if (b.has(step) && isMatchedAt(step, manyPoints)) {
                        throw manyToMany(ones.get(i).labels(), ones.get(j).labels());
                    }
                }
            }
        }
    }

    /** Where one vector is empty nothing is matched, so nothing can be ambiguous. */
    private boolean isMatchedAt(int step, List<@Nullable Points> manyPoints) {
        return matching.fillLeft() != null
                || matching.fillRight() != null
                || manyPoints.stream().anyMatch(points -> points != null && points.has(step));
    }

    private MuninnException manyToMany(Labels a, Labels b) {
        Labels[] both = {a, b};
        Arrays.sort(both);
        return new MuninnException(
                MuninnException.Kind.UNPROCESSABLE,
                "found duplicate series for the match group "
                        + Names.text(signatures.of(a))
                        + " on the "
                        + (isManyRight ? "left" : "right")
                        + " hand-side of the operation: ["
                        + Names.text(both[0])
                        + ", "
                        + Names.text(both[1])
                        + "];many-to-many matching not allowed: matching labels must be unique on"
                        + " one side");
    }

    private void join(List<Column> manys, List<Column> ones) {
        Map<Labels, Points> matched = new HashMap<>();
        for (Column many : manys) {
            for (Column one : ones) {
                Points met = many.points().copy();
                keep(met, one.points(), true);
                if (!met.isEmpty()) {
                    Labels labels = resultLabels.of(many.labels(), one.labels());
                    checkMatch(labels, met, matched);
                    add(many, many.points(), one.points(), labels);
                }
            }
            Double fill = matching.fillRight();
            if (fill != null) {
                fillOne(many, ones, fill, matched);
            }
        }
        Double fill = matching.fillLeft();
        if (fill != null) {
            fillMany(manys, ones, fill);
        }
    }

    private void fillOne(Column many, List<Column> ones, double fill, Map<Labels, Points> matched) {
        Points alone = many.points().copy();
        ones.forEach(one -> keep(alone, one.points(), false));
        if (!alone.isEmpty()) {
            Labels labels = resultLabels.of(many.labels(), signatures.of(many.labels()));
            checkMatch(labels, alone, matched);
            add(many, alone, filled(alone, fill), labels);
        }
    }

    private void fillMany(List<Column> manys, List<Column> ones, double fill) {
        for (Column one : ones) {
            Points alone = one.points().copy();
            manys.forEach(many -> keep(alone, many.points(), false));
            if (!alone.isEmpty()) {
                Labels labels = resultLabels.of(signatures.of(one.labels()), one.labels());
                add(one, filled(alone, fill), alone, labels);
            }
        }
    }

    private static Points filled(Points where, double value) {
        Points filled = new Points(where.steps());
        for (int step = where.next(0); step >= 0; step = where.next(step + 1)) {
            filled.set(step, value);
        }
        return filled;
    }

    /** Keeps the points where another has one too, or where it has none. */
    private static void keep(Points points, Points other, boolean whereBoth) {
        for (int step = points.next(0); step >= 0; step = points.next(step + 1)) {
            if (other.has(step) != whereBoth) {
                points.remove(step);
            }
        }
    }

    /** Refuses two results of one match group at one step, even if a comparison drops them. */
    private void checkMatch(Labels labels, Points at, Map<Labels, Points> matched) {
        boolean isOneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
        Labels key = isOneToOne ? Labels.empty() : labels;
        Points known = matched.get(key);
        if (known == null) {
            matched.put(key, at.copy());
            return;
        }
        for (int step = at.next(0); step >= 0; step = at.next(step + 1)) {
            if (known.has(step)) {
                throw new MuninnException(
                        MuninnException.Kind.UNPROCESSABLE,
                        isOneToOne
                                ? "multiple matches for labels: many-to-one matching must be"
                                        + " explicit (group_left/group_right)"
                                : "multiple matches for labels: grouping labels must ensure unique"
                                        + " matches");
            }
            known.set(step, 0);
        }
    }

    private void add(Column from, Points manyPoints, Points onePoints, Labels labels) {
        Points out = new Points(manyPoints.steps());
        operator.apply(
                isManyRight ? onePoints : manyPoints, isManyRight ? manyPoints : onePoints, out);
        if (!out.isEmpty()) {
            budget.reserve(Points.bytes(out.steps()));
            results.add(new Column(labels, from.dropsName(), out));
        }
    }
}

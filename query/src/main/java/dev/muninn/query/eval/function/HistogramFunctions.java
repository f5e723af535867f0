package dev.muninn.query.eval.function;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.number.NumberText;
import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.eval.series.Column;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.eval.series.SameLabels;
import dev.muninn.query.histogram.HistogramEstimate;
import dev.muninn.query.histogram.HistogramEstimate.Estimate;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantiles and fractions of the histograms of a vector.
 *
 * @param args the arguments, for the positions of notes
 */
public record HistogramFunctions(List<Expr> args, Annotations annotations) {

    /** {@code histogram_quantile(q, v)}. */
    public Columns quantile(Columns columns, double[] quantiles) {
        checkQuantiles(quantiles, args.getFirst().span());
        return quantiles(columns, quantiles, args.get(1).span());
    }

    /** {@code histogram_quantiles(v, label, q…)}: the quantile stands in the label. */
    public Columns quantiles(
            Columns columns, String label, List<double[]> quantiles, Budget budget) {
        Grid grid = columns.grid();
        List<Column> results = new ArrayList<>();
        for (int i = 0; i < quantiles.size(); i++) {
            checkQuantiles(quantiles.get(i), args.get(2 + i).span());
        }
        for (double[] wanted : quantiles) {
            Columns answers = quantiles(columns, wanted, args.getFirst().span());
            int first = results.size();
            SameLabels.collect(answers, results, budget);
            String text = wanted.length == 0 ? "" : NumberText.label(wanted[0]);
            for (int i = first; i < results.size(); i++) {
                Labels labels = results.get(i).labels().with(label, text);
                results.set(i, results.get(i).withLabels(labels));
            }
        }
        return SameLabels.merged(grid, results);
    }

    private void checkQuantiles(double[] quantiles, Span span) {
        for (double quantile : quantiles) {
            if (Double.isNaN(quantile) || quantile < 0 || quantile > 1) {
                annotations.add(Note.invalidQuantile(quantile, span));
            }
        }
    }

    private Columns quantiles(Columns columns, double[] quantiles, Span span) {
        Grid grid = columns.grid();
        HistogramColumns.Question question =
                new HistogramColumns.Question() {
                    @Override
                    public double ofClassic(ClassicBuckets buckets, int step, String metric) {
                        double quantile = buckets.quantile(quantiles[step]);
                        if (buckets.isForced()) {
                            annotations.addForcedMonotonicity(
                                    metric,
                                    span,
                                    grid.time(step),
                                    buckets.minForced(),
                                    buckets.maxForced(),
                                    buckets.maxDifference());
                        }
                        return quantile;
                    }

                    @Override
                    public double ofNative(NativeHistogram histogram, int step, String metric) {
                        return noted(
                                HistogramEstimate.quantile(histogram, quantiles[step]),
                                metric,
                                span);
                    }
                };
        return new HistogramColumns(columns, question, annotations, span);
    }

    /** {@code histogram_fraction(lower, upper, v)}. */
    public Columns fraction(Columns columns, double[] lower, double[] upper) {
        HistogramColumns.Question question =
                new HistogramColumns.Question() {
                    @Override
                    public double ofClassic(ClassicBuckets buckets, int step, String metric) {
                        return buckets.fraction(lower[step], upper[step]);
                    }

                    @Override
                    public double ofNative(NativeHistogram histogram, int step, String metric) {
                        return noted(
                                HistogramEstimate.fraction(histogram, lower[step], upper[step]),
                                metric,
                                args.get(2).span());
                    }
                };
        return new HistogramColumns(columns, question, annotations, args.get(2).span());
    }

    private double noted(Estimate estimate, String metric, Span span) {
        switch (estimate.nanEffect()) {
            case NONE -> {}
            case SKEWED -> annotations.add(Note.quantileIsSkewed(metric, span));
            case IS_NAN -> annotations.add(Note.quantileIsNan(metric, span));
            case LEFT_OUT -> annotations.add(Note.fractionWithoutNan(metric, span));
        }
        return estimate.value();
    }
}

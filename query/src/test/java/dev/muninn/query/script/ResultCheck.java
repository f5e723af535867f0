package dev.muninn.query.script;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.query.QueryResult;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.histogram.HistogramText;
import dev.muninn.query.notation.SeriesValue;
import dev.muninn.query.script.Expectation.Note;
import dev.muninn.query.script.Expectation.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares an answer with what a script expects; failures are words, null is none. */
final class ResultCheck {

    /** What the script format allows; sums may be taken in another order. */
    private static final double EPSILON = 1e-6;

    private final Expectation expected;

    ResultCheck(Expectation expected) {
        this.expected = expected;
    }

    @Nullable String check(ScriptCommand.Eval eval, QueryResult result) {
        if (expected.isFailure()) {
            return "did not fail";
        }
        String notes = checkNotes(result);
        return notes == null ? checkValue(eval, result.value()) : notes;
    }

    @Nullable String checkFailure(MuninnException e) {
        String message = String.valueOf(e.getMessage());
        if (!expected.isFailure()) {
            return "failed: " + message + cause(e);
        }
        for (Note note : expected.notes()) {
            if (note.subject() == Subject.FAIL && !note.isAbout(message)) {
                return "failed with: " + message + ", expected " + note;
            }
        }
        return null;
    }

    private static String cause(MuninnException e) {
        return e.kind() == MuninnException.Kind.BUG ? " at " + e.getStackTrace()[0] : "";
    }

    private @Nullable String checkNotes(QueryResult result) {
        for (Note note : expected.notes()) {
            List<String> texts =
                    note.subject() == Subject.WARN || note.subject() == Subject.NO_WARN
                            ? result.warnings()
                            : result.infos();
            boolean isUnwanted =
                    note.subject() == Subject.NO_WARN || note.subject() == Subject.NO_INFO;
            if (isUnwanted ? !texts.isEmpty() : texts.stream().noneMatch(note::isAbout)) {
                return "expected " + note + ", got " + texts;
            }
        }
        return null;
    }

    private @Nullable String checkValue(ScriptCommand.Eval eval, ResultValue value) {
        return switch (value) {
            case ResultValue.Scalar(long _, double number) -> checkScalar(number);
            case ResultValue.Text(long _, String text) ->
                    text.equals(expected.text()) ? null : "got the string " + text;
            case ResultValue.Vector(List<ResultSeries> series) -> {
                String failure = checkSeries(series, eval.startMillis(), eval.startMillis(), 1);
                yield failure == null && expected.isOrdered() ? checkOrder(series) : failure;
            }
            case ResultValue.Matrix(List<ResultSeries> series) -> checkMatrix(eval, series);
        };
    }

    private @Nullable String checkScalar(double number) {
        Double wanted = expected.scalar();
        if (wanted == null) {
            return "got the scalar " + number;
        }
        return isClose(wanted, number) ? null : "got " + number + ", expected " + wanted;
    }

    private @Nullable String checkMatrix(ScriptCommand.Eval eval, List<ResultSeries> series) {
        Expectation.Times times = expected.matrix();
        if (times != null) {
            return checkSeries(series, times.startMillis(), times.endMillis(), times.stepMillis());
        }
        if (eval.isInstant()) {
            return "got a range vector";
        }
        Double scalar = expected.scalar();
        if (scalar != null && expected.series().isEmpty()) {
            return "got a matrix";
        }
        for (int i = 1; i < series.size(); i++) {
            if (series.get(i - 1).labels().compareTo(series.get(i).labels()) >= 0) {
                return "series are not sorted by labels";
            }
        }
        return checkSeries(series, eval.startMillis(), eval.endMillis(), eval.stepMillis());
    }

    /** Compares what a range query gives at one of its steps with the expected vector. */
    @Nullable String checkStep(ResultValue value, long timeMillis) {
        if (!(value instanceof ResultValue.Matrix(List<ResultSeries> all))) {
            return "got " + value;
        }
        List<ResultSeries> atStep = new ArrayList<>();
        for (ResultSeries series : all) {
            int at = Arrays.binarySearch(series.timestamps(), 0, series.size(), timeMillis);
            if (at >= 0) {
                NativeHistogram histogram = series.histogram(at);
                atStep.add(
                        new ResultSeries(
                                series.labels(),
                                new long[] {timeMillis},
                                new double[] {series.values()[at]},
                                new @Nullable NativeHistogram[] {histogram},
                                1));
            }
        }
        return checkSeries(atStep, timeMillis, timeMillis, 1);
    }

    private @Nullable String checkSeries(
            List<ResultSeries> results, long startMillis, long endMillis, long stepMillis) {
        Map<Labels, ResultSeries> byLabels = new HashMap<>();
        for (ResultSeries series : results) {
            if (byLabels.put(series.labels(), series) != null) {
                return "got twice: " + series.labels();
            }
        }
        for (ScriptSeries wanted : expected.series()) {
            ResultSeries got = byLabels.remove(wanted.labels());
            if (got == null && hasValues(wanted)) {
                return "missing: " + wanted.labels() + ", got " + byLabels.keySet();
            }
            if (got != null) {
                String failure = checkPoints(wanted, got, startMillis, endMillis, stepMillis);
                if (failure != null) {
                    return wanted.labels() + ": " + failure;
                }
            }
        }
        return byLabels.isEmpty() ? null : "not expected: " + byLabels.keySet();
    }

    private static boolean hasValues(ScriptSeries series) {
        return series.values().stream().anyMatch(value -> value != null);
    }

    private static @Nullable String checkPoints(
            ScriptSeries wanted,
            ResultSeries got,
            long startMillis,
            long endMillis,
            long stepMillis) {
        int at = 0;
        for (int i = 0; i < wanted.values().size(); i++) {
            long time = startMillis + i * stepMillis;
            SeriesValue value = wanted.values().get(i);
            boolean isThere = at < got.size() && got.timestamps()[at] == time;
            if (value == null) {
                if (isThere) {
                    return "at " + time + " got " + shown(got, at) + ", expected none";
                }
                continue;
            }
            if (time > endMillis) {
                break;
            }
            if (!isThere) {
                return "at " + time + " got none, expected " + shown(value);
            }
            if (!isEqual(value, got, at)) {
                return "at " + time + " got " + shown(got, at) + ", expected " + shown(value);
            }
            at++;
        }
        return at == got.size()
                ? null
                : "at " + got.timestamps()[at] + " got " + shown(got, at) + ", expected none";
    }

    private static String shown(ResultSeries series, int at) {
        return shown(new SeriesValue(series.values()[at], series.histogram(at)));
    }

    private static String shown(SeriesValue value) {
        NativeHistogram histogram = value.histogram();
        return histogram == null ? Double.toString(value.number()) : HistogramText.print(histogram);
    }

    private static boolean isEqual(SeriesValue value, ResultSeries got, int at) {
        NativeHistogram wanted = value.histogram();
        NativeHistogram histogram = got.histogram(at);
        if (wanted == null || histogram == null) {
            return wanted == null && histogram == null && isClose(value.number(), got.values()[at]);
        }
        return isEqual(HistogramMath.compact(wanted), HistogramMath.compact(histogram));
    }

    private static boolean isEqual(NativeHistogram a, NativeHistogram b) {
        return a.schema() == b.schema()
                && (a.resetHint() == ResetHint.UNKNOWN || a.resetHint() == b.resetHint())
                && isClose(a.count(), b.count())
                && isClose(a.sum(), b.sum())
                && isClose(a.zeroCount(), b.zeroCount())
                && (a.hasCustomBounds() || a.zeroThreshold() == b.zeroThreshold())
                && areClose(a.customBounds(), b.customBounds())
                && Arrays.equals(a.positiveSpans(), b.positiveSpans())
                && Arrays.equals(a.negativeSpans(), b.negativeSpans())
                && areClose(a.positiveBuckets(), b.positiveBuckets())
                && areClose(a.negativeBuckets(), b.negativeBuckets());
    }

    private static boolean areClose(double[] a, double[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!isClose(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClose(double a, double b) {
        if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
            return true;
        }
        double sum = Math.abs(a) + Math.abs(b);
        if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
            return Math.abs(a - b) < EPSILON * Double.MIN_NORMAL;
        }
        return Math.abs(a - b) / Math.min(sum, Double.MAX_VALUE) < EPSILON;
    }

    private @Nullable String checkOrder(List<ResultSeries> series) {
        for (int i = 0; i < series.size(); i++) {
            if (!series.get(i).labels().equals(expected.series().get(i).labels())) {
                return "place " + (i + 1) + " has " + series.get(i).labels();
            }
        }
        return null;
    }
}

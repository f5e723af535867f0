package dev.muninn.query.syntax;

import static dev.muninn.query.syntax.ValueType.MATRIX;
import static dev.muninn.query.syntax.ValueType.SCALAR;
import static dev.muninn.query.syntax.ValueType.STRING;
import static dev.muninn.query.syntax.ValueType.VECTOR;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The signatures of all functions of PromQL. */
public final class Functions {

    /** Any number of further arguments of the last type, or none. */
    private static final int ANY = -1;

    /** How many quantiles histogram_quantiles takes at once. */
    private static final int MAX_QUANTILES = 10;

    private static final SortedMap<String, Function> BY_NAME = byName();

    private Functions() {}

    /** The function of that name, experimental ones included; null if there is none. */
    public static @Nullable Function lookup(String name) {
        return BY_NAME.get(name);
    }

    /** All functions by name. */
    public static Collection<Function> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    private static SortedMap<String, Function> byName() {
        List<Function> list = new ArrayList<>();
        addElementwise(list);
        addOverTime(list);
        addHistograms(list);
        addLabels(list);
        addTimes(list);
        SortedMap<String, Function> map = new TreeMap<>();
        for (Function function : list) {
            map.put(function.name(), function);
        }
        return map;
    }

    private static void addElementwise(List<Function> to) {
        String[] plain = {
            "abs",
            "absent",
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "ceil",
            "cos",
            "cosh",
            "deg",
            "exp",
            "floor",
            "ln",
            "log10",
            "log2",
            "rad",
            "sgn",
            "sin",
            "sinh",
            "sort",
            "sort_desc",
            "sqrt",
            "tan",
            "tanh"
        };
        for (String name : plain) {
            to.add(stable(name, VECTOR, VECTOR));
        }
        to.add(stable("clamp", VECTOR, VECTOR, SCALAR, SCALAR));
        to.add(stable("clamp_max", VECTOR, VECTOR, SCALAR));
        to.add(stable("clamp_min", VECTOR, VECTOR, SCALAR));
        to.add(optional(1, "round", VECTOR, VECTOR, SCALAR));
        to.add(stable("scalar", SCALAR, VECTOR));
        to.add(stable("vector", VECTOR, SCALAR));
        to.add(stable("pi", SCALAR));
        to.add(experimental(0, "min_of", SCALAR, SCALAR, SCALAR));
        to.add(experimental(0, "max_of", SCALAR, SCALAR, SCALAR));
    }

    private static void addOverTime(List<Function> to) {
        String[] plain = {
            "absent_over_time",
            "avg_over_time",
            "changes",
            "count_over_time",
            "delta",
            "deriv",
            "first_over_time",
            "idelta",
            "increase",
            "irate",
            "last_over_time",
            "max_over_time",
            "min_over_time",
            "present_over_time",
            "rate",
            "resets",
            "stddev_over_time",
            "stdvar_over_time",
            "sum_over_time"
        };
        for (String name : plain) {
            to.add(stable(name, VECTOR, MATRIX));
        }
        String[] experimental = {
            "mad_over_time",
            "ts_of_first_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time"
        };
        for (String name : experimental) {
            to.add(experimental(0, name, VECTOR, MATRIX));
        }
        to.add(stable("quantile_over_time", VECTOR, SCALAR, MATRIX));
        to.add(stable("predict_linear", VECTOR, MATRIX, SCALAR));
        to.add(experimental(0, "double_exponential_smoothing", VECTOR, MATRIX, SCALAR, SCALAR));
        // The name of Prometheus 2, under which dashboards still ask for the one before.
        to.add(stable("holt_winters", VECTOR, MATRIX, SCALAR, SCALAR));
    }

    private static void addHistograms(List<Function> to) {
        String[] plain = {
            "histogram_avg",
            "histogram_count",
            "histogram_stddev",
            "histogram_stdvar",
            "histogram_sum"
        };
        for (String name : plain) {
            to.add(stable(name, VECTOR, VECTOR));
        }
        to.add(stable("histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR));
        to.add(stable("histogram_quantile", VECTOR, SCALAR, VECTOR));
        List<ValueType> arguments = new ArrayList<>(List.of(VECTOR, STRING));
        arguments.addAll(Collections.nCopies(MAX_QUANTILES, SCALAR));
        to.add(
                new Function(
                        "histogram_quantiles",
                        List.copyOf(arguments),
                        MAX_QUANTILES - 1,
                        VECTOR,
                        true));
    }

    private static void addLabels(List<Function> to) {
        to.add(optional(ANY, "label_join", VECTOR, VECTOR, STRING, STRING, STRING));
        to.add(stable("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING));
        to.add(experimental(ANY, "sort_by_label", VECTOR, VECTOR, STRING));
        to.add(experimental(ANY, "sort_by_label_desc", VECTOR, VECTOR, STRING));
        to.add(experimental(1, "info", VECTOR, VECTOR, VECTOR));
    }

    private static void addTimes(List<Function> to) {
        String[] ofDate = {
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "hour",
            "minute",
            "month",
            "year"
        };
        for (String name : ofDate) {
            to.add(optional(1, name, VECTOR, VECTOR));
        }
        to.add(stable("time", SCALAR));
        to.add(stable("timestamp", VECTOR, VECTOR));
        to.add(experimental(0, "start_timestamp", VECTOR, VECTOR));
        to.add(experimental(0, "start", SCALAR));
        to.add(experimental(0, "end", SCALAR));
        to.add(experimental(0, "step", SCALAR));
        to.add(experimental(0, "range", SCALAR));
    }

    private static Function stable(String name, ValueType result, ValueType... arguments) {
        return optional(0, name, result, arguments);
    }

    private static Function optional(
            int optional, String name, ValueType result, ValueType... arguments) {
        return new Function(name, List.of(arguments), optional, result, false);
    }

    private static Function experimental(
            int optional, String name, ValueType result, ValueType... arguments) {
        return new Function(name, List.of(arguments), optional, result, true);
    }
}

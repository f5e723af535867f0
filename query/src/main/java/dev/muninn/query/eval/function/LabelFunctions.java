package dev.muninn.query.eval.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.series.Columns;
import dev.muninn.query.eval.series.RelabelledColumns;
import dev.muninn.query.eval.series.SameLabels;
import dev.muninn.query.regex.Regex;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Functions that set a label of each series from its others. */
public final class LabelFunctions {

    private LabelFunctions() {}

    /**
     * Sets a label from a template where a regular expression matches all of another label. What is
     * wrong with these is found before the series are asked for.
     */
    public static Columns replace(
            Supplier<Columns> columns,
            String target,
            String template,
            String source,
            String regex,
            Budget budget) {
        Regex.check(regex);
        Pattern pattern;
        try {
            pattern = Pattern.compile("^(?s:" + regex + ")$");
        } catch (PatternSyntaxException e) {
            throw unprocessable("invalid regular expression in label_replace(): " + regex, e);
        }
        if (!isName(target)) {
            throw unprocessable(
                    "invalid destination label name in label_replace(): " + target, null);
        }
        return set(
                columns.get(),
                target,
                labels -> {
                    Matcher matcher = pattern.matcher(labels.get(source));
                    return matcher.find() ? Template.expand(template, matcher, pattern) : null;
                },
                budget);
    }

    /** Sets a label to the values of others with something between them; checks as above. */
    public static Columns join(
            Supplier<Columns> columns,
            String target,
            String separator,
            List<String> sources,
            Budget budget) {
        for (String source : sources) {
            if (!isName(source)) {
                throw unprocessable("invalid source label name in label_join(): " + source, null);
            }
        }
        if (!isName(target)) {
            throw unprocessable("invalid destination label name in label_join(): " + target, null);
        }
        return set(
                columns.get(),
                target,
                labels -> String.join(separator, sources.stream().map(labels::get).toList()),
                budget);
    }

    /** Whether it can name a label: not empty, and valid UTF-8 before it became a string. */
    private static boolean isName(String text) {
        return !text.isEmpty() && text.indexOf('\ufffd') < 0;
    }

    /** Sets a label of each series to what a function gives, or leaves it where that is null. */
    private static Columns set(
            Columns columns,
            String target,
            Function<Labels, @Nullable String> value,
            Budget budget) {
        Labels[] changed = new Labels[columns.size()];
        BitSet dropsNames = new BitSet();
        for (int i = 0; i < changed.length; i++) {
            Labels labels = columns.labels(i);
            String text = value.apply(labels);
            changed[i] = text == null ? labels : labels.with(target, text);
            boolean isNamedAnew = text != null && target.equals(Labels.METRIC_NAME);
            dropsNames.set(i, columns.dropsName(i) && !isNamedAnew);
        }
        return SameLabels.merged(new RelabelledColumns(columns, changed, dropsNames), budget);
    }

    private static MuninnException unprocessable(String message, @Nullable Throwable cause) {
        return new MuninnException(MuninnException.Kind.UNPROCESSABLE, message, cause);
    }
}

package dev.muninn.ingest.logs;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads rules that users write, as docs/ingest/logs.md has them. */
public final class RuleFile {

    /** A series that no line has touched for so long ends. */
    static final Duration DROP_AFTER = Duration.ofHours(1);

    private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** A rule and after which silence its series end. */
    public record Entry(String name, LogRuleMaker maker, Duration dropAfter) {}

    /** Makes the rule. */
    @FunctionalInterface
    public interface LogRuleMaker {
        LogRule make();
    }

    private RuleFile() {}

    /**
     * Reads the text of a file.
     *
     * @throws MuninnException of kind BAD_INPUT with line, key and remedy
     */
    public static List<Entry> parse(String text, String file) {
        YamlSection top = YamlSection.parse(text, file);
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlSection section : top.sections("rules")) {
            Entry entry = read(section);
            if (!names.add(entry.name())) {
                throw section.fault("name", "there are two rules " + entry.name());
            }
            entries.add(entry);
        }
        top.finish();
        return entries;
    }

    private static Entry read(YamlSection section) {
        String value = section.text("value", "");
        OwnRule.Type type = word(section, "type", OwnRule.Type.class, OwnRule.Type.COUNTER);
        if (value.isEmpty() && type != OwnRule.Type.COUNTER) {
            throw section.fault("type", "a gauge or histogram needs the key value");
        }
        String metric = section.requiredText("metric");
        if (!METRIC_NAME.matches(metric)) {
            throw section.fault("metric", "\"" + metric + "\" is no metric name");
        }
        OwnRule.Format format = word(section, "format", OwnRule.Format.class, OwnRule.Format.REGEX);
        OwnRule.Definition definition =
                new OwnRule.Definition(
                        section.requiredText("name"),
                        section.textMap("match"),
                        section.text("contains", ""),
                        format,
                        regex(section),
                        metric,
                        type,
                        value,
                        number(section, "scale", 1),
                        section.texts("labels"),
                        buckets(section));
        Duration dropAfter = section.duration("drop-after", DROP_AFTER);
        section.finish();
        return new Entry(definition.name(), () -> new OwnRule(definition), dropAfter);
    }

    private static @Nullable Pattern regex(YamlSection section) {
        String regex = section.text("regex", "");
        try {
            return regex.isEmpty() ? null : Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw section.fault("regex", String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> E word(
            YamlSection section, String key, Class<E> type, E otherwise) {
        String word = section.text(key, otherwise.name());
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw section.fault(key, "\"" + word + "\" is not known");
    }

    private static double number(YamlSection section, String key, double otherwise) {
        return number(section, key, section.text(key, Double.toString(otherwise)));
    }

    private static double number(YamlSection section, String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw section.fault(key, "\"" + text + "\" is no number");
        }
    }

    private static double[] buckets(YamlSection section) {
        List<String> texts = section.texts("buckets");
        double[] bounds = new double[texts.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = number(section, "buckets", texts.get(i));
            if (i > 0 && bounds[i] <= bounds[i - 1]) {
                throw section.fault("buckets", "bounds have to ascend");
            }
        }
        return bounds.length == 0 ? RuleSeries.SECONDS : bounds;
    }
}

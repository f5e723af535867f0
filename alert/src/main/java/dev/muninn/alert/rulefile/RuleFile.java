package dev.muninn.alert.rulefile;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.slo.Slo;
import dev.muninn.alert.slo.SloFile;
import dev.muninn.alert.template.RuleFunctions;
import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateException;
import dev.muninn.alert.yaml.GoNumber;
import dev.muninn.alert.yaml.Mistake;
import dev.muninn.alert.yaml.Problems;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.alert.yaml.Section;
import dev.muninn.alert.yaml.YamlText;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads Prometheus' rule files.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/">
 *     Recording rules</a>
 */
public final class RuleFile {

    /** Declares the variables that Prometheus gives to every template. */
    private static final String VARIABLES =
            "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}"
                    + "{{$externalURL := .ExternalURL}}{{$value := .Value}}";

    private static final Template DECLARATIONS = Template.parse("", VARIABLES, RuleFunctions.NAMES);

    private final Problems problems;
    private final String file;
    private final RuleOptions defaults;
    private final Consumer<String> checkExpr;

    /** Thousands of rules have mostly the same words as labels and names of annotations. */
    private final Map<String, String> words = new HashMap<>();

    private RuleFile(String file, RuleOptions defaults, Consumer<String> checkExpr) {
        this.file = file;
        this.defaults = defaults;
        this.checkExpr = checkExpr;
        problems = new Problems(file);
    }

    /**
     * The groups of a file; a Kubernetes {@code PrometheusRule} with its groups under {@code spec}
     * is taken, too, and a file of objectives, each of which becomes a group.
     *
     * @param checkExpr throws {@link MuninnException} if a text is no PromQL
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, a line each with its place
     */
    public static List<RuleGroup> read(
            String file, String text, RuleOptions defaults, Consumer<String> checkExpr) {
        RuleFile reader = new RuleFile(file, defaults, checkExpr);
        List<RuleGroup> groups = reader.groups(YamlText.compose(file, text));
        reader.problems.throwIfAny();
        return groups;
    }

    /** What is wrong with a file, as {@link #read} finds it, with the way to each place. */
    public static List<Mistake> mistakes(
            String file, String text, RuleOptions defaults, Consumer<String> checkExpr) {
        RuleFile reader = new RuleFile(file, defaults, checkExpr);
        Node root = YamlText.compose(file, text);
        var _ = reader.groups(root);
        return root == null ? List.of() : reader.problems.mistakes(root);
    }

    private List<RuleGroup> groups(@Nullable Node root) {
        List<RuleGroup> groups = new ArrayList<>();
        if (root != null) {
            Section top = new Section(root, problems, "the file");
            if (top.has("spec") && "PrometheusRule".equals(top.text("kind"))) {
                // The rest of a Kubernetes object is not ours to judge.
                top = new Section(top.place("spec"), problems, "spec");
            }
            if (SloFile.isIn(top)) {
                return objectives(top);
            }
            Set<String> names = new HashSet<>();
            for (Node node : top.list("groups")) {
                RuleGroup group = group(new Section(node, problems, "group"));
                if (!names.add(group.name())) {
                    problems.add(
                            node,
                            "groupname: \"" + group.name() + "\" is repeated in the same file");
                }
                groups.add(group);
            }
            top.finish();
        }
        return groups;
    }

    private List<RuleGroup> objectives(Section top) {
        List<Slo> slos = SloFile.read(top);
        problems.throwIfAny();
        List<RuleGroup> groups = new ArrayList<>();
        for (Slo slo : slos) {
            try {
                RuleGroup group = SloRules.of(slo, file, defaults);
                group.rules().forEach(rule -> checkExpr.accept(rule.expr()));
                groups.add(group);
            } catch (MuninnException e) {
                problems.add(top.place("slos"), "slo " + slo.name() + ": " + e.getMessage());
            }
        }
        return groups;
    }

    private RuleGroup group(Section section) {
        String name = section.text("name");
        if (name == null || name.isEmpty()) {
            problems.add(section.place("name"), "groupname must not be empty");
            name = "";
        }
        Duration interval = duration(section, "interval", defaults.interval());
        Duration offset = duration(section, "query_offset", defaults.queryOffset());
        int limit = limit(section);
        Map<String, String> groupLabels = labels(section, "labels", "group \"" + name + "\"");
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (Node node : section.list("rules")) {
            String where = "group \"" + name + "\", rule " + ++number;
            Rule rule = rule(new Section(node, problems, where), where, groupLabels);
            if (rule != null) {
                rules.add(rule);
            }
        }
        section.finish();
        return new RuleGroup(file, name, interval, limit, offset, List.copyOf(rules));
    }

    private int limit(Section section) {
        String text = section.text("limit");
        if (text == null) {
            return 0;
        }
        Long limit = section.isQuoted("limit") ? null : GoNumber.whole(text);
        if (limit == null) {
            problems.add(
                    section.place("limit"),
                    "limit \"" + text + "\" is no whole number without quotes");
            return 0;
        }
        return Math.clamp(limit, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private @Nullable Rule rule(Section section, String where, Map<String, String> groupLabels) {
        String record = filled(section.text("record"));
        String alert = filled(section.text("alert"));
        String expr = section.text("expr");
        Duration pendingFor = duration(section, "for", Duration.ZERO);
        Duration keepFiringFor = duration(section, "keep_firing_for", Duration.ZERO);
        Map<String, String> labels = new LinkedHashMap<>(groupLabels);
        labels.putAll(labels(section, "labels", where));
        Map<String, String> annotations = labels(section, "annotations", where);
        section.finish();
        checkNames(section, where, record, alert);
        checkExpression(section, where, expr);
        if (expr == null) {
            return null;
        }
        if (record != null) {
            checkAbsent(section, where, "for", pendingFor.isZero());
            checkAbsent(section, where, "keep_firing_for", keepFiringFor.isZero());
            checkAbsent(section, where, "annotations", annotations.isEmpty());
            return new Rule.Recording(record, expr, slim(labels));
        }
        if (alert == null) {
            return null;
        }
        checkTemplates(section.place("labels"), where + ", label ", labels);
        checkTemplates(section.place("annotations"), where + ", annotation ", annotations);
        return new Rule.Alerting(
                alert, expr, pendingFor, keepFiringFor, slim(labels), slim(annotations));
    }

    /** The same texts in less memory. */
    private Map<String, String> slim(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        Map<String, String> slim = LinkedHashMap.newLinkedHashMap(texts.size());
        texts.forEach((name, text) -> slim.put(word(name), word(text)));
        return slim;
    }

    private String word(String text) {
        String known = words.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private void checkAbsent(Section section, String where, String key, boolean isAbsent) {
        if (!isAbsent) {
            problems.add(
                    section.place(key), where + ": invalid field '" + key + "' in recording rule");
        }
    }

    /** An empty name is none. */
    private static @Nullable String filled(@Nullable String name) {
        return name == null || name.isEmpty() ? null : name;
    }

    private void checkNames(
            Section section, String where, @Nullable String record, @Nullable String alert) {
        if (record != null && alert != null) {
            problems.add(section.node(), where + ": only one of 'record' and 'alert' must be set");
        } else if (record == null && alert == null) {
            problems.add(
                    section.place("alert"), where + ": one of 'record' or 'alert' must be set");
        } else if (record != null && (record.contains("{") || record.contains("}"))) {
            problems.add(
                    section.place("record"), where + ": invalid recording rule name: " + record);
        }
    }

    private void checkExpression(Section section, String where, @Nullable String expr) {
        if (expr == null || expr.isBlank()) {
            problems.add(section.place("expr"), where + ": field 'expr' must be set in rule");
            return;
        }
        try {
            checkExpr.accept(expr);
        } catch (MuninnException e) {
            problems.add(
                    section.place("expr"),
                    where + ": could not parse expression: " + e.getMessage());
        }
    }

    private Map<String, String> labels(Section section, String key, String where) {
        Map<String, String> labels = section.texts(key);
        for (String name : labels.keySet()) {
            if (name.isEmpty() || (key.equals("labels") && name.equals(Labels.METRIC_NAME))) {
                problems.add(section.place(key), where + ": invalid label name: \"" + name + "\"");
            }
        }
        return labels;
    }

    private void checkTemplates(Node place, String where, Map<String, String> texts) {
        texts.forEach(
                (name, text) -> {
                    try {
                        template(where + name, text);
                    } catch (TemplateException e) {
                        problems.add(place, where + name + ": " + e.getMessage());
                    }
                });
    }

    /** A label's or annotation's text as a template, with the variables that Prometheus gives. */
    public static Template template(String name, String text) {
        return Template.parse(name, VARIABLES + text, RuleFunctions.NAMES).sharing(DECLARATIONS);
    }

    private Duration duration(Section section, String key, Duration otherwise) {
        String text = section.text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return PromDuration.parse(text);
        } catch (MuninnException e) {
            problems.add(section.place(key), key + ": " + e.getMessage());
            return otherwise;
        }
    }
}

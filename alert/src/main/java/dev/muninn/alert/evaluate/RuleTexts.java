package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.alert.sample.OnSample;
import dev.muninn.alert.state.AlertStates;
import dev.muninn.alert.template.RuleData;
import dev.muninn.alert.template.RuleFunctions;
import dev.muninn.alert.template.Template;
import dev.muninn.alert.template.TemplateException;
import dev.muninn.alert.template.TemplateFunction;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels and annotations of an alerting rule, parsed once and expanded per alert. Confined to
 * the rule's run.
 */
final class RuleTexts {

    /*
     * An alert that goes on has the same labels in each run, and nobody reads its annotations in
     * most of them. So labels without a template are kept, and annotations are expanded when they
     * are read. Those that ask queries are not: they are to see what the rules before theirs wrote.
     */

    private final Rule.Alerting rule;
    private final Map<String, Template> labels;
    private final Map<String, Template> annotations;
    private final Map<String, String> externalLabels;
    private final String externalUrl;
    private final boolean areLabelsFixed;
    private final boolean areAnnotationsLazy;
    private final KeptLabels fixedLabels = new KeptLabels();

    RuleTexts(Rule.Alerting rule, Map<String, String> externalLabels, String externalUrl) {
        this.rule = rule;
        this.externalLabels = externalLabels;
        this.externalUrl = externalUrl;
        areLabelsFixed = rule.labels().values().stream().noneMatch(text -> text.contains("{{"));
        labels = areLabelsFixed ? Map.of() : templates(rule.labels());
        Map<String, String> told = new LinkedHashMap<>(rule.annotations());
        told.remove(OnSample.ANNOTATION);
        annotations = templates(told);
        areAnnotationsLazy = !hasQueries(rule);
    }

    private static Map<String, Template> templates(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        Map<String, Template> templates = LinkedHashMap.newLinkedHashMap(texts.size());
        texts.forEach((name, text) -> templates.put(name, RuleFile.template(name, text)));
        return templates;
    }

    /** Whether a text may ask queries; which ones is known only when it is expanded. */
    static boolean hasQueries(Rule.Alerting rule) {
        return rule.labels().values().stream().anyMatch(text -> text.contains("query"))
                || rule.annotations().values().stream().anyMatch(text -> text.contains("query"));
    }

    /** The alert that an element of the rule's result stands for. */
    AlertStates.Found expand(
            Labels element, double value, RuleFunctions.Query query, long timeMillis) {
        Expansion texts = new Expansion(element, value, query, timeMillis);
        Labels alert =
                areLabelsFixed
                        ? fixedLabels.of(element, origin -> alertLabels(origin, rule.labels()))
                        : alertLabels(element, texts.expand(labels));
        Map<String, String> told;
        if (annotations.isEmpty()) {
            told = Map.of();
        } else if (areAnnotationsLazy) {
            told = new LazyTexts(() -> texts.expand(annotations));
        } else {
            told = texts.expand(annotations);
        }
        return new AlertStates.Found(alert, told, value);
    }

    private Labels alertLabels(Labels element, Map<String, String> ruleLabels) {
        Labels.Builder alert = element.withoutMetricName().toBuilder();
        ruleLabels.forEach(alert::set);
        return alert.set("alertname", rule.name()).build();
    }

    /** Ends a run: labels that it did not ask for are forgotten. */
    void endRun() {
        fixedLabels.endRun();
    }

    /** An element of the rule's result, as its texts see it. */
    private final class Expansion {

        private final Labels element;
        private final double value;
        private final RuleFunctions.Query query;
        private final long timeMillis;

        Expansion(Labels element, double value, RuleFunctions.Query query, long timeMillis) {
            this.element = element;
            this.value = value;
            this.query = query;
            this.timeMillis = timeMillis;
        }

        Map<String, String> expand(Map<String, Template> templates) {
            Map<String, String> elementLabels = new HashMap<>();
            for (Label label : element.toList()) {
                elementLabels.put(label.name(), label.value());
            }
            RuleData data = new RuleData(elementLabels, externalLabels, externalUrl, value);
            Map<String, TemplateFunction> functions =
                    RuleFunctions.over(query, timeMillis, externalUrl);
            Map<String, String> texts = new LinkedHashMap<>();
            templates.forEach((name, template) -> texts.put(name, run(template, data, functions)));
            return texts;
        }
    }

    private static String run(
            Template template, RuleData data, Map<String, TemplateFunction> functions) {
        try {
            return template.run(data, functions);
        } catch (TemplateException e) {
            return "<error expanding template: " + e.getMessage() + ">";
        }
    }

    /** Elements as templates see the result of a query. */
    static List<RuleFunctions.Element> elements(List<dev.muninn.query.ResultSeries> series) {
        return series.stream()
                .map(
                        one -> {
                            Map<String, String> labels = new LinkedHashMap<>();
                            one.labels()
                                    .toList()
                                    .forEach(label -> labels.put(label.name(), label.value()));
                            return new RuleFunctions.Element(labels, one.values()[0]);
                        })
                .toList();
    }
}

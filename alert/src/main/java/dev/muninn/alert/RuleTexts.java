package dev.muninn.alert;

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

/** The labels and annotations of an alerting rule, parsed once and expanded per alert. */
final class RuleTexts {

    private final Rule.Alerting rule;
    private final Map<String, Template> labels = new LinkedHashMap<>();
    private final Map<String, Template> annotations = new LinkedHashMap<>();
    private final Map<String, String> externalLabels;
    private final String externalUrl;

    RuleTexts(Rule.Alerting rule, Map<String, String> externalLabels, String externalUrl) {
        this.rule = rule;
        this.externalLabels = externalLabels;
        this.externalUrl = externalUrl;
        rule.labels().forEach((name, text) -> labels.put(name, RuleFile.template(name, text)));
        rule.annotations()
                .forEach((name, text) -> annotations.put(name, RuleFile.template(name, text)));
    }

    /** The alert that an element of the rule's result stands for. */
    AlertStates.Found expand(
            Labels element, double value, RuleFunctions.Query query, long timeMillis) {
        Map<String, String> elementLabels = new HashMap<>();
        for (Label label : element.toList()) {
            elementLabels.put(label.name(), label.value());
        }
        Map<String, Object> data =
                Map.of(
                        "Labels", elementLabels,
                        "ExternalLabels", externalLabels,
                        "ExternalURL", externalUrl,
                        "Value", value);
        Map<String, TemplateFunction> functions =
                RuleFunctions.over(query, timeMillis, externalUrl);
        Labels.Builder alertLabels = element.withoutMetricName().toBuilder();
        labels.forEach((name, template) -> alertLabels.set(name, run(template, data, functions)));
        alertLabels.set("alertname", rule.name());
        Map<String, String> texts = new LinkedHashMap<>();
        annotations.forEach((name, template) -> texts.put(name, run(template, data, functions)));
        return new AlertStates.Found(alertLabels.build(), texts, value);
    }

    private static String run(
            Template template, Map<String, Object> data, Map<String, TemplateFunction> functions) {
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

package dev.muninn.alert.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of a rule are about.
 *
 * @param labels of the element
 * @param externalUrl where this server is reached
 */
public record RuleData(
        Map<String, String> labels,
        Map<String, String> externalLabels,
        String externalUrl,
        double value)
        implements Fields {

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Labels", labels);
        fields.put("ExternalLabels", externalLabels);
        fields.put("ExternalURL", externalUrl);
        fields.put("Value", value);
        return fields;
    }
}

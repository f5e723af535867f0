package dev.muninn.alert.message;

import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.template.Fields;
import dev.muninn.alert.template.KeyValues;
import dev.muninn.model.Labels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a notification.
 *
 * @param endsAtMillis 0 while it fires
 * @param generatorUrl where the alert comes from
 */
public record MessageAlert(
        Labels labels,
        Map<String, String> annotations,
        long startsAtMillis,
        long endsAtMillis,
        String generatorUrl)
        implements Fields {

    /** Go's time that is none. */
    private static final ZonedDateTime NO_TIME =
            ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    public boolean isFiring() {
        return endsAtMillis == 0;
    }

    public String status() {
        return isFiring() ? "firing" : "resolved";
    }

    public String fingerprint() {
        return Fingerprint.of(labels);
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Status", status());
        fields.put("Labels", keyValues(labels));
        fields.put("Annotations", new KeyValues(annotations));
        fields.put("StartsAt", time(startsAtMillis));
        fields.put("EndsAt", time(endsAtMillis));
        fields.put("GeneratorURL", generatorUrl);
        fields.put("Fingerprint", fingerprint());
        return fields;
    }

    @Override
    public String typeName() {
        return "template.Alert";
    }

    static KeyValues keyValues(Labels labels) {
        return new KeyValues(map(labels));
    }

    /** Names and values, by name. */
    static Map<String, String> map(Labels labels) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            map.put(labels.name(i), labels.value(i));
        }
        return map;
    }

    private static ZonedDateTime time(long millis) {
        return millis == 0 ? NO_TIME : Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    }
}

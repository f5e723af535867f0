package dev.muninn.ingest.otlp;

import dev.muninn.model.Labels;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/** Attributes as labels. */
final class AttributeLabels {

    private AttributeLabels() {}

    /** Adds the attributes; values of names that become the same are joined. */
    static void addTo(Labels.Builder labels, List<KeyValue> attributes, Naming naming) {
        Labels.Builder added = Labels.builder();
        for (KeyValue attribute : attributes) {
            String name = naming.label(attribute.getKey());
            String value = text(attribute.getValue());
            if (!name.isEmpty()) {
                String before = added.get(name);
                added.set(name, before.isEmpty() ? value : before + ";" + value);
            }
        }
        added.build().toList().forEach(label -> labels.set(label.name(), label.value()));
    }

    /** The value of the named attribute, or the empty string. */
    static String find(List<KeyValue> attributes, String key) {
        for (KeyValue attribute : attributes) {
            if (attribute.getKey().equals(key)) {
                return text(attribute.getValue());
            }
        }
        return "";
    }

    /** A value as text; lists and maps in the form of JSON. */
    static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE, INT_VALUE, DOUBLE_VALUE, BYTES_VALUE, ARRAY_VALUE, KVLIST_VALUE ->
                    json(value);
            case VALUE_NOT_SET -> "";
        };
    }

    private static String json(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> quoted(value.getStringValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> number(value.getDoubleValue());
            case BYTES_VALUE ->
                    Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            case ARRAY_VALUE -> {
                StringJoiner items = new StringJoiner(",", "[", "]");
                value.getArrayValue().getValuesList().forEach(item -> items.add(json(item)));
                yield items.toString();
            }
            case KVLIST_VALUE -> {
                StringJoiner items = new StringJoiner(",", "{", "}");
                for (KeyValue item : value.getKvlistValue().getValuesList()) {
                    items.add(quoted(item.getKey()) + ":" + json(item.getValue()));
                }
                yield items.toString();
            }
            case VALUE_NOT_SET -> "null";
        };
    }

    private static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

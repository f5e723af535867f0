package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.MetaLabels;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.Map;

/**
 * What every object has.
 *
 * @param namespace empty for objects of the whole cluster
 */
record ObjectMeta(
        String namespace,
        String name,
        Map<String, JsonValue> labels,
        Map<String, JsonValue> annotations) {

    /** How all labels of this discovery begin. */
    static final String PREFIX = "__meta_kubernetes_";

    static ObjectMeta of(JsonValue object) {
        JsonValue metadata = object.at("metadata");
        return new ObjectMeta(
                metadata.text("namespace"),
                metadata.text("name"),
                metadata.fields("labels"),
                metadata.fields("annotations"));
    }

    /** Tells objects of one kind apart, over all namespaces. */
    String key() {
        return key(namespace, name);
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** The labels that a role makes of these, with the namespace where there is one. */
    Labels.Builder toLabels(KubernetesRole role) {
        String prefix = PREFIX + role.word() + "_";
        Labels.Builder to = Labels.builder();
        if (!namespace.isEmpty()) {
            to.set(PREFIX + "namespace", namespace);
        }
        to.set(prefix + "name", name);
        setAll(to, prefix + "label", labels);
        setAll(to, prefix + "annotation", annotations);
        return to;
    }

    private static void setAll(
            Labels.Builder labels, String prefix, Map<String, JsonValue> fields) {
        fields.forEach(
                (name, value) -> {
                    MetaLabels.set(labels, prefix + "_", name, value.text());
                    MetaLabels.set(labels, prefix + "present_", name, "true");
                });
    }
}

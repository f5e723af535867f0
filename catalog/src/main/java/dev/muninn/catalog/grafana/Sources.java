package dev.muninn.catalog.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.catalog.json.Json;
import java.util.Set;

/** Tells data sources of theirs apart: this server answers for every Prometheus. */
final class Sources {

    private static final Set<String> PROMETHEUS =
            Set.of(
                    "prometheus",
                    "grafana-amazonprometheus-datasource",
                    "grafana-azureprometheus-datasource",
                    "victoriametrics-metrics-datasource",
                    "mimir",
                    "cortex",
                    "thanos");

    private Sources() {}

    /** The variable that names the source, as text; empty where it is this server. */
    static String variable(JsonNode source) {
        String name = source.isObject() ? Json.text(source, "uid", "") : source.asText("");
        boolean isInput = name.startsWith("${DS_");
        return name.startsWith("$") && !isInput ? name : "";
    }

    /** The kind of the source if it names one. */
    static String type(JsonNode source) {
        return source.isObject() ? Json.text(source, "type", "") : "";
    }

    /** Whether it is known to speak something else than PromQL. */
    static boolean isForeign(JsonNode source) {
        String type = type(source);
        return !type.isEmpty()
                && !PROMETHEUS.contains(type)
                && !type.equals("datasource")
                && !type.equals("grafana")
                && !type.startsWith("$");
    }

    static boolean isPrometheus(String type) {
        return PROMETHEUS.contains(type);
    }
}

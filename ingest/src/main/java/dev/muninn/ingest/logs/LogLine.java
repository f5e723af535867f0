package dev.muninn.ingest.logs;

import dev.muninn.model.Labels;

/** One line that an agent sent, with the labels of its stream. */
public record LogLine(Labels labels, long timeMillis, String text) {

    /** Where agents write who speaks, the most telling first. */
    private static final String[] SERVICE_LABELS = {
        "service_name", "service", "app", "application", "job", "container", "host"
    };

    /** Who wrote the line; empty if no label tells. */
    public String service() {
        for (String name : SERVICE_LABELS) {
            String value = labels.get(name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}

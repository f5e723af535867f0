package dev.muninn.ingest.logs;

import dev.muninn.model.Labels;

/** Takes lines one by one, as a decoder finds them. */
@FunctionalInterface
public interface LogLines {

    void line(Labels labels, long timeMillis, String text);
}

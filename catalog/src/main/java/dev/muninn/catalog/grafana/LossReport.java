package dev.muninn.catalog.grafana;

import java.util.ArrayList;
import java.util.List;

/** Collects what an import did not take over. */
final class LossReport {

    /** A board that goes wrong everywhere is told so, not listed. */
    private static final int MAX_LOSSES = 2_000;

    private final List<Loss> losses = new ArrayList<>();

    void info(String pointer, String reason) {
        add(pointer, Loss.Severity.INFO, reason);
    }

    void warn(String pointer, String reason) {
        add(pointer, Loss.Severity.WARN, reason);
    }

    void lost(String pointer, String reason) {
        add(pointer, Loss.Severity.LOST, reason);
    }

    private void add(String pointer, Loss.Severity severity, String reason) {
        if (losses.size() < MAX_LOSSES) {
            losses.add(new Loss(pointer, severity, reason));
        }
    }

    List<Loss> losses() {
        return List.copyOf(losses);
    }
}

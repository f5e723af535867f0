package dev.muninn.stream;

import dev.muninn.model.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something that happened beside the values, of which those who look are told at once. */
public sealed interface LiveEvent {

    /** A dashboard has another version now. */
    record DashboardSaved(String uid, long version, String title, String author)
            implements LiveEvent {}

    /**
     * An annotation was made, changed or taken away.
     *
     * @param dashboard the uid of the one that it belongs to, if it is not for all
     */
    record AnnotationChanged(String title, Set<String> tags, Optional<String> dashboard)
            implements LiveEvent {}

    /** Alerts of one rule began to fire or ended; never empty. */
    record AlertsChanged(List<AlertChange> changes) implements LiveEvent {}

    /** An alert that fires now, or has ended. */
    record AlertChange(String name, boolean isFiring, Labels labels) {}
}

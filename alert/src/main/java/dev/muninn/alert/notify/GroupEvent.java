package dev.muninn.alert.notify;

import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.Flush;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.route.Silence;
import java.util.Set;

/** Something that happened to groups of alerts, for those who keep their story. */
public sealed interface GroupEvent {

    /** Whether a person waits for it, not a machine. */
    default boolean isByPerson() {
        return false;
    }

    /**
     * A group was looked at.
     *
     * @param isHeard whether an alert fires in it that nothing keeps quiet
     */
    record Flushed(Flush flush, boolean isHeard) implements GroupEvent {}

    /** A message of a group arrived, or did not. */
    record Delivered(DeliveryEnd end) implements GroupEvent {}

    /** Somebody takes care of a group. */
    record Acknowledged(Acknowledgement acknowledgement) implements GroupEvent {

        @Override
        public boolean isByPerson() {
            return true;
        }
    }

    /** Nobody takes care of a group any more. */
    record Released(String groupKey, long atMillis) implements GroupEvent {

        @Override
        public boolean isByPerson() {
            return true;
        }
    }

    /** A silence was made, changed or ended. */
    record SilenceChanged(Silence silence, long atMillis) implements GroupEvent {

        @Override
        public boolean isByPerson() {
            return true;
        }
    }

    /** These are all groups there are; others are gone without a last word. */
    record Counted(Set<String> groupKeys, long atMillis) implements GroupEvent {}
}

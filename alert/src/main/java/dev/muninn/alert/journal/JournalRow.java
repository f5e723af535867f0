package dev.muninn.alert.journal;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.LastTold;
import java.util.List;
import java.util.Map;

/** Something that alerting did and writes down; rows count in their order. */
public sealed interface JournalRow {

    /** What it says, for people. */
    String about();

    /**
     * What a flush decided.
     *
     * @param deliveries the messages to deliver
     * @param told what channels know by them, by their names
     * @param expiresAtMillis when nobody remembers any more that they were told
     */
    record Decided(
            String groupKey,
            List<Delivery> deliveries,
            Map<String, LastTold> told,
            long expiresAtMillis)
            implements JournalRow {

        @Override
        public String about() {
            return "what " + groupKey + " is told";
        }
    }

    /**
     * How a delivery ended.
     *
     * @param isMemoryNew whether its channel wants to know something else the next time
     */
    record Ended(DeliveryEnd end, boolean isMemoryNew) implements JournalRow {

        @Override
        public String about() {
            return "what became of message %s of %s"
                    .formatted(end.delivery().id(), end.delivery().groupKey());
        }
    }

    /** Nobody takes care of a group any more. */
    record Released(String groupKey) implements JournalRow {

        @Override
        public String about() {
            return "that nobody takes care of " + groupKey;
        }
    }

    /** What nobody needs any more is dropped. */
    record Tidied(long nowMillis, long endedBeforeMillis, long historyBeforeMillis)
            implements JournalRow {

        @Override
        public String about() {
            return "that nobody needs what is old";
        }
    }
}

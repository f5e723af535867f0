package dev.muninn.alert.journal;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.group.LastTold;
import java.util.List;
import java.util.Map;

/** Something that alerting did and writes down; rows count in their order. */
public sealed interface JournalRow {

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
            implements JournalRow {}

    /** How a delivery ended, and what its channel wants to know the next time. */
    record Ended(DeliveryEnd end) implements JournalRow {}

    /** Nobody takes care of a group any more. */
    record Released(String groupKey) implements JournalRow {}

    /** What nobody needs any more is dropped. */
    record Tidied(long nowMillis, long endedBeforeMillis, long historyBeforeMillis)
            implements JournalRow {}
}

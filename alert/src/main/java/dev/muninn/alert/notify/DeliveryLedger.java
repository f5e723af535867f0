package dev.muninn.alert.notify;

import dev.muninn.alert.deliver.Delivery;
import dev.muninn.alert.deliver.DeliveryEnd;
import dev.muninn.alert.deliver.Outbox;
import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.journal.AlertJournal.ToldKey;
import dev.muninn.alert.journal.JournalRow;
import dev.muninn.alert.lease.Lease;
import java.util.Map;
import java.util.function.Consumer;

/** Writes down what became of messages. Safe for use by many threads. */
final class DeliveryLedger implements Outbox.Ledger {

    private static final System.Logger LOGGER = System.getLogger(DeliveryLedger.class.getName());

    private final GuardedState state;
    private final JournalRows rows;
    private final Lease lease;
    private final NotifyFigures figures;
    private final Consumer<GroupEvent> listener;

    DeliveryLedger(
            GuardedState state,
            JournalRows rows,
            Lease lease,
            NotifyFigures figures,
            Consumer<GroupEvent> listener) {
        this.state = state;
        this.rows = rows;
        this.lease = lease;
        this.figures = figures;
        this.listener = listener;
    }

    @Override
    public boolean mayTell() {
        return lease.isHeld();
    }

    @Override
    public Map<String, String> memory(Delivery delivery) {
        return state.read(
                known -> {
                    LastTold last =
                            known.told().get(new ToldKey(delivery.groupKey(), delivery.channel()));
                    return last == null ? Map.of() : last.channelData();
                });
    }

    @Override
    public void ended(DeliveryEnd end) {
        figures.ended(end);
        listener.accept(new GroupEvent.Delivered(end));
        if (end.state() == DeliveryEnd.State.FAILED) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "{0} was not told of {1}: {2}",
                    end.delivery().channel(),
                    end.delivery().groupKey(),
                    end.detail());
        }
        boolean isMemoryNew = state.read(known -> known.ended(end));
        var _ = rows.write(new JournalRow.Ended(end, isMemoryNew));
    }
}

package dev.muninn.alert.notify;

import dev.muninn.alert.journal.AlertJournal;
import dev.muninn.alert.route.Silence;
import dev.muninn.alert.route.Silences;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes, changes and ends silences; each is kept before it counts. Safe for any thread. */
public final class SilenceBook {

    private final Supplier<Silences> silences;
    private final AlertJournal journal;
    private final Consumer<GroupEvent> events;
    private final Clock clock;

    SilenceBook(
            Supplier<Silences> silences,
            AlertJournal journal,
            Consumer<GroupEvent> events,
            Clock clock) {
        this.silences = silences;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes or changes a silence and returns its identity.
     *
     * @throws MuninnException of kind BAD_INPUT, NOT_FOUND, or UNAVAILABLE if it cannot be kept
     */
    public String put(Silence wanted) {
        List<Silence> changes = silences.get().change(wanted, clock.millis());
        keep(changes);
        return changes.getLast().id();
    }

    /**
     * Ends a silence.
     *
     * @throws MuninnException as {@link #put}
     */
    public void expire(String id) {
        keep(List.of(silences.get().expire(id, clock.millis())));
    }

    private void keep(List<Silence> changes) {
        journal.saveSilences(changes);
        for (Silence silence : changes) {
            silences.get().put(silence);
            events.accept(new GroupEvent.SilenceChanged(silence, clock.millis()));
        }
    }
}

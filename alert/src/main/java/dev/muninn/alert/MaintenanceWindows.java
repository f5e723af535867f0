package dev.muninn.alert;

import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.maintenance.MaintenanceBook;
import dev.muninn.alert.maintenance.MaintenanceWindow;
import dev.muninn.alert.maintenance.WindowJson;
import dev.muninn.alert.maintenance.WindowTimes.Occurrence;
import dev.muninn.model.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked about maintenance windows, and changed, as trees of maps and lists. */
public final class MaintenanceWindows {

    /** As many as a page has room for. */
    private static final int SHOWN_OCCURRENCES = 5;

    private final MaintenanceBook book;
    private final Clock clock;

    MaintenanceWindows(MaintenanceBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** All windows with when they come next. */
    public Object list() {
        return Map.of("windows", book.windows().stream().map(this::tree).toList());
    }

    private Object tree(MaintenanceWindow window) {
        Map<String, @Nullable Object> tree = WindowJson.tree(window);
        long now = clock.millis();
        List<Occurrence> next = window.times().after(now, SHOWN_OCCURRENCES);
        boolean isOn = !next.isEmpty() && next.getFirst().contains(now);
        tree.put("state", next.isEmpty() ? "over" : isOn ? "on" : "planned");
        tree.put("next", next.stream().map(MaintenanceWindows::tree).toList());
        return tree;
    }

    private static Object tree(Occurrence one) {
        return Map.of("from", one.fromMillis() / 1000.0, "to", one.toMillis() / 1000.0);
    }

    /** Keeps a window: a new one without {@code id}, else in the place of the one with the id. */
    public Object save(byte[] json) {
        long now = clock.millis();
        return tree(book.save(WindowJson.read(JsonBody.read(json), now), now));
    }

    public void remove(String id) {
        book.remove(id, clock.millis());
    }
}

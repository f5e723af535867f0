package dev.muninn.alert.maintenance;

import dev.muninn.alert.maintenance.WindowTimes.Occurrence;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.route.Silence;
import dev.muninn.catalog.CatalogDatabase;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The maintenance windows there are. Safe for use by many threads. */
public final class MaintenanceBook {

    /*
     * A window works by silences, made ahead of each occurrence: every tool that knows
     * Alertmanager's API sees them, they are in the database before the time comes, and somebody
     * may end one early without touching the window. Annotations of a silence say to which
     * occurrence it belongs, so that it is made once.
     */

    /** Annotation of a silence: the window it was made for. */
    public static final String WINDOW = "muninn_maintenance";

    private static final String OCCURRENCE = "muninn_maintenance_occurrence";

    /** Who looks in the evening sees the night. */
    private static final Duration AHEAD = Duration.ofHours(24);

    private static final int MAX_AHEAD = 30;

    /** Far less than what is prepared ahead. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final MaintenanceJournal journal;
    private final Notifications notifications;
    private final Map<String, MaintenanceWindow> windows = new TreeMap<>();
    private long preparedMillis;

    private MaintenanceBook(MaintenanceJournal journal, Notifications notifications) {
        this.journal = journal;
        this.notifications = notifications;
    }

    /** Takes up the windows of the database; the tables of alerting are there. */
    public static MaintenanceBook open(CatalogDatabase database, Notifications notifications) {
        MaintenanceBook book = new MaintenanceBook(new MaintenanceJournal(database), notifications);
        book.load();
        return book;
    }

    /** Forgets what it knows, and takes up what the database knows. */
    public synchronized void load() {
        windows.clear();
        preparedMillis = 0;
        journal.windows().forEach(window -> windows.put(window.id(), window));
    }

    /** All windows by name. */
    public synchronized List<MaintenanceWindow> windows() {
        return windows.values().stream()
                .sorted(
                        Comparator.comparing(MaintenanceWindow::name)
                                .thenComparing(MaintenanceWindow::id))
                .toList();
    }

    /**
     * Keeps a window, a new one if it has no id, and makes its first silences.
     *
     * @throws MuninnException of kind NOT_FOUND if its id is unknown, of kind BAD_INPUT if it is
     *     over, of kind UNAVAILABLE if it cannot be kept
     */
    public synchronized MaintenanceWindow save(MaintenanceWindow sent, long nowMillis) {
        if (sent.times().after(nowMillis, 1).isEmpty()) {
            throw MuninnException.badInput(
                    "maintenance \"%s\" would be over already".formatted(sent.name()));
        }
        boolean isNew = sent.id().isEmpty();
        if (!isNew && !windows.containsKey(sent.id())) {
            throw notFound(sent.id());
        }
        MaintenanceWindow window =
                sent.stored(isNew ? UUID.randomUUID().toString() : sent.id(), nowMillis);
        journal.save(window);
        windows.put(window.id(), window);
        endSilences(window.id(), nowMillis);
        prepare(window, prepared(), nowMillis);
        return window;
    }

    /**
     * Forgets a window and ends its silences.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none with this id
     */
    public synchronized void remove(String id, long nowMillis) {
        if (!windows.containsKey(id)) {
            throw notFound(id);
        }
        journal.remove(id);
        windows.remove(id);
        endSilences(id, nowMillis);
    }

    private static MuninnException notFound(String id) {
        return new MuninnException(
                MuninnException.Kind.NOT_FOUND, "there is no maintenance window " + id);
    }

    private void endSilences(String window, long nowMillis) {
        for (Silence silence : notifications.view().silences()) {
            if (isOf(silence, window) && silence.stateAt(nowMillis) != Silence.State.EXPIRED) {
                notifications.silences().expire(silence.id());
            }
        }
    }

    private static boolean isOf(Silence silence, String window) {
        return silence.annotations().getOrDefault(WINDOW, "").equals(window);
    }

    /** Makes the silences of all windows that begin before long; called now and then. */
    public synchronized void prepare(long nowMillis) {
        if (windows.isEmpty() || Math.abs(nowMillis - preparedMillis) < EVERY.toMillis()) {
            return;
        }
        preparedMillis = nowMillis;
        Set<String> prepared = prepared();
        windows.values().forEach(window -> prepare(window, prepared, nowMillis));
    }

    /** The occurrences that have, or had, their silence. */
    private Set<String> prepared() {
        Set<String> marks = new HashSet<>();
        for (Silence silence : notifications.view().silences()) {
            marks.add(silence.annotations().getOrDefault(OCCURRENCE, ""));
        }
        return marks;
    }

    private void prepare(MaintenanceWindow window, Set<String> prepared, long nowMillis) {
        for (Occurrence one : window.times().after(nowMillis, MAX_AHEAD)) {
            boolean isSoon = one.fromMillis() < nowMillis + AHEAD.toMillis();
            if (isSoon && !prepared.contains(mark(window, one))) {
                notifications.silences().put(silence(window, one, nowMillis));
            }
        }
    }

    /** What tells occurrences apart; a window that was changed begins anew. */
    private static String mark(MaintenanceWindow window, Occurrence one) {
        return window.id() + "/" + window.changedMillis() + "/" + one.fromMillis();
    }

    private static Silence silence(MaintenanceWindow window, Occurrence one, long nowMillis) {
        return new Silence(
                "",
                window.matchers(),
                one.fromMillis(),
                one.toMillis(),
                nowMillis,
                window.owner(),
                "maintenance: " + window.name(),
                Map.of(WINDOW, window.id(), OCCURRENCE, mark(window, one)));
    }
}

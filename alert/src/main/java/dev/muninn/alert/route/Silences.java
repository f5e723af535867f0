package dev.muninn.alert.route;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The silences there are. Changes are asked here and made by {@link #put} once they are stored. */
public final class Silences {

    private final Map<String, Silence> silences = new TreeMap<>();
    private final SilenceIndex index = new SilenceIndex();
    private final Supplier<String> ids;

    public Silences(Supplier<String> ids) {
        this.ids = ids;
    }

    /** What has to be stored for a silence to be as somebody wants it; the last one is theirs. */
    public synchronized List<Silence> change(Silence wanted, long nowMillis) {
        check(wanted);
        if (wanted.id().isEmpty()) {
            return List.of(create(wanted, nowMillis));
        }
        Silence known = silences.get(wanted.id());
        if (known == null) {
            throw notFound();
        }
        if (canUpdate(known, wanted, nowMillis)) {
            return List.of(
                    wanted.withTimes(
                            Math.max(wanted.startsAtMillis(), startOf(known, nowMillis, wanted)),
                            wanted.endsAtMillis(),
                            nowMillis));
        }
        List<Silence> changes = new ArrayList<>();
        if (known.stateAt(nowMillis) != Silence.State.EXPIRED) {
            changes.add(expired(known, nowMillis));
        }
        changes.add(create(wanted, nowMillis));
        return changes;
    }

    private static long startOf(Silence known, long nowMillis, Silence wanted) {
        return known.stateAt(nowMillis) == Silence.State.ACTIVE
                ? known.startsAtMillis()
                : Math.max(wanted.startsAtMillis(), nowMillis);
    }

    private static boolean canUpdate(Silence known, Silence wanted, long nowMillis) {
        if (!known.matchers().equals(wanted.matchers())) {
            return false;
        }
        return switch (known.stateAt(nowMillis)) {
            case PENDING -> wanted.startsAtMillis() >= nowMillis;
            case ACTIVE ->
                    wanted.startsAtMillis() == known.startsAtMillis()
                            && wanted.endsAtMillis() >= nowMillis;
            case EXPIRED -> false;
        };
    }

    private Silence create(Silence wanted, long nowMillis) {
        if (wanted.endsAtMillis() <= nowMillis) {
            throw MuninnException.badInput(
                    "Failed to create silence: end time can't be in the past");
        }
        return wanted.withId(ids.get())
                .withTimes(
                        Math.max(wanted.startsAtMillis(), nowMillis),
                        wanted.endsAtMillis(),
                        nowMillis);
    }

    private static void check(Silence wanted) {
        if (wanted.matchers().stream().allMatch(Matcher::matchesEmpty)) {
            throw MuninnException.badInput(
                    "invalid silence: matcher set 0: at least one matcher must not match the empty"
                            + " string");
        }
        if (wanted.endsAtMillis() <= wanted.startsAtMillis()) {
            throw MuninnException.badInput(
                    "Failed to create silence: start time must be before end time");
        }
    }

    /** The silence as it has to be stored to end now. */
    public synchronized Silence expire(String id, long nowMillis) {
        Silence known = silences.get(id);
        if (known == null) {
            throw notFound();
        }
        if (known.stateAt(nowMillis) == Silence.State.EXPIRED) {
            throw MuninnException.badInput("silence " + id + " already expired");
        }
        return expired(known, nowMillis);
    }

    private static Silence expired(Silence known, long nowMillis) {
        return known.withTimes(Math.min(known.startsAtMillis(), nowMillis), nowMillis, nowMillis);
    }

    private static MuninnException notFound() {
        return new MuninnException(MuninnException.Kind.NOT_FOUND, "silence not found");
    }

    /** Takes a silence that is stored. */
    public synchronized void put(Silence silence) {
        Silence before = silences.put(silence.id(), silence);
        if (before != null) {
            index.remove(before);
        }
        index.add(silence);
    }

    public synchronized @Nullable Silence get(String id) {
        return silences.get(id);
    }

    public synchronized Collection<Silence> all() {
        return List.copyOf(silences.values());
    }

    /** Identities of the silences that keep an alert quiet, in their order. */
    public synchronized List<String> silencing(Labels alert, long millis) {
        List<String> found = new ArrayList<>();
        index.about(
                alert,
                silence -> {
                    if (silence.silences(alert, millis)) {
                        found.add(silence.id());
                    }
                });
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** Forgets what ended before a time and returns its identities. */
    public synchronized List<String> forgetEndedBefore(long millis) {
        List<String> gone = new ArrayList<>();
        silences.values()
                .removeIf(
                        silence -> {
                            boolean isOld = silence.endsAtMillis() < millis;
                            if (isOld) {
                                gone.add(silence.id());
                                index.remove(silence);
                            }
                            return isOld;
                        });
        return gone;
    }
}

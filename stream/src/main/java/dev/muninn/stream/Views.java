package dev.muninn.stream;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The views that run. A view ends when nobody has held it for a while. */
final class Views {

    private static final class Held {
        final View view;
        int holders;
        long freeSinceNanos;

        Held(View view) {
            this.view = view;
        }
    }

    private final StreamOptions options;
    private final Clock clock;
    private final Map<ViewSpec, Held> views = new HashMap<>();

    Views(StreamOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * The running view of a specification, made if there is none; to be released.
     *
     * @throws MuninnException of kind BUSY if there are too many views
     */
    synchronized View hold(ViewSpec spec, Supplier<View> make) {
        Held held = views.get(spec);
        if (held == null) {
            if (views.size() >= options.maxTotalViews()) {
                throw new MuninnException(
                        MuninnException.Kind.BUSY,
                        "%d different live views run already: raise stream.max-total-views"
                                .formatted(views.size()));
            }
            held = new Held(make.get());
            views.put(spec, held);
        }
        held.holders++;
        return held.view;
    }

    synchronized void release(View view) {
        Held held = views.get(view.spec());
        if (held != null && held.view == view && --held.holders == 0) {
            held.freeSinceNanos = clock.nanos();
        }
    }

    /** Ends the views nobody looks at any more and returns the rest. */
    synchronized List<View> running() {
        long now = clock.nanos();
        views.values()
                .removeIf(
                        held ->
                                held.holders == 0
                                        && now - held.freeSinceNanos >= options.linger().toNanos());
        List<View> running = new ArrayList<>(views.size());
        views.values().forEach(held -> running.add(held.view));
        return running;
    }

    synchronized int size() {
        return views.size();
    }
}

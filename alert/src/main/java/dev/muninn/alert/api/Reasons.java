package dev.muninn.alert.api;

import dev.muninn.alert.group.LastTold;
import dev.muninn.alert.notify.NotifyView;
import dev.muninn.alert.notify.NotifyView.Explanation;
import dev.muninn.alert.notify.Quiet;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why people are told of an alert, or are not. */
final class Reasons {

    private final NotifyView view;

    Reasons(NotifyView view) {
        this.view = view;
    }

    /** The routes of an alert, whether or not there is one, with what became of it on each. */
    Object of(Labels alert, long atMillis) {
        List<Object> routes = new ArrayList<>();
        for (Explanation one : view.explain(alert, atMillis)) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("receiver", one.route().receiver());
            tree.put("route", one.route().path());
            tree.put("path", one.route().key());
            tree.put("groupKey", one.groupKey());
            tree.put("nextFlush", one.nextFlushMillis() / 1000.0);
            tree.put("quiet", tree(one.quiet()));
            tree.put("channels", one.channels());
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            one.told().forEach((channel, last) -> told.put(channel, tree(last)));
            tree.put("told", told);
            tree.put("why", why(one));
            routes.add(tree);
        }
        return Map.of("routes", routes);
    }

    private String why(Explanation one) {
        if (!one.quiet().silencedBy().isEmpty()) {
            return "not told: " + silenceWords(one.quiet().silencedBy().getFirst());
        }
        if (!one.quiet().inhibitedBy().isEmpty()) {
            return "not told: " + one.quiet().inhibitedBy().getFirst() + " inhibits it";
        }
        if (!one.quiet().mutedBy().isEmpty()) {
            return "not told: outside of its times, " + one.quiet().mutedBy().getFirst();
        }
        if (one.channels().isEmpty()) {
            return "not told: receiver " + one.route().receiver() + " has no channels";
        }
        return "told over " + String.join(", ", one.channels());
    }

    /** Why somebody wants it quiet, such as "maintenance: Backup", and until when. */
    private String silenceWords(String id) {
        Silence silence = view.silence(id);
        return silence == null
                ? "silence " + id
                : "%s, by %s until %s (silence %s)"
                        .formatted(
                                silence.comment(),
                                silence.createdBy(),
                                Instant.ofEpochMilli(silence.endsAtMillis()),
                                id);
    }

    static Object tree(Quiet quiet) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("silencedBy", quiet.silencedBy());
        tree.put("inhibitedBy", quiet.inhibitedBy().stream().map(AlertmanagerApi::map).toList());
        tree.put("mutedBy", quiet.mutedBy());
        return tree;
    }

    private static Object tree(LastTold last) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("at", last.atMillis() / 1000.0);
        tree.put("firing", (long) last.firing().size());
        tree.put("resolved", (long) last.resolved().size());
        return tree;
    }
}

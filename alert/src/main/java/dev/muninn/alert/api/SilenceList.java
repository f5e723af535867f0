package dev.muninn.alert.api;

import dev.muninn.alert.notify.NotifyView;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.Clock;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first silences of those that somebody asks for, and how many there are. */
final class SilenceList {

    private final NotifyView view;
    private final Clock clock;

    SilenceList(NotifyView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    Object tree(Asked asked) {
        int limit = Page.limit(asked);
        Silence.@Nullable State state = state(asked.text("state", "all"));
        List<Matcher> matchers = asked.matchers();
        long now = clock.millis();
        List<Silence> about =
                view.silences().stream()
                        .filter(silence -> AlertmanagerApi.isAbout(silence, matchers))
                        .toList();
        Map<Silence.State, Long> counts = new EnumMap<>(Silence.State.class);
        about.forEach(silence -> counts.merge(silence.stateAt(now), 1L, Long::sum));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put(
                "silences",
                about.stream()
                        .filter(silence -> state == null || silence.stateAt(now) == state)
                        .sorted(AlertmanagerApi.inOrder(now))
                        .limit(limit)
                        .map(silence -> AlertmanagerApi.tree(silence, now))
                        .toList());
        Map<String, @Nullable Object> byState = new LinkedHashMap<>();
        for (Silence.State each : Silence.State.values()) {
            byState.put(each.word(), counts.getOrDefault(each, 0L));
        }
        tree.put("counts", byState);
        return tree;
    }

    private static Silence.@Nullable State state(String text) {
        if (text.equals("all")) {
            return null;
        }
        for (Silence.State state : Silence.State.values()) {
            if (state.word().equals(text.toLowerCase(Locale.ROOT))) {
                return state;
            }
        }
        throw MuninnException.badInput(
                "state is \"%s\": it takes all, active, pending or expired".formatted(text));
    }
}

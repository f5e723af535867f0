package dev.muninn.alert.api;

import dev.muninn.alert.heartbeat.Heartbeat;
import dev.muninn.alert.heartbeat.HeartbeatWatch;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is expected to be heard of, for those who say so and those who ask. */
public final class HeartbeatApi {

    private final HeartbeatWatch watch;

    public HeartbeatApi(HeartbeatWatch watch) {
        this.watch = watch;
    }

    /**
     * Hears a heartbeat; the parameters are {@code period}, {@code grace} and, as often as wanted,
     * {@code label=name=value}.
     *
     * @throws dev.muninn.model.MuninnException as {@link HeartbeatWatch#beat}
     */
    public Object beat(String name, Function<String, List<String>> parameters) {
        Labels labels = LabelParameters.read(parameters.apply("label"));
        Heartbeat heartbeat =
                watch.beat(
                        name,
                        duration(parameters.apply("period")),
                        duration(parameters.apply("grace")),
                        labels);
        return tree(heartbeat, false);
    }

    private static @Nullable Duration duration(List<String> values) {
        return values.isEmpty() || values.getFirst().isEmpty()
                ? null
                : PromDuration.parse(values.getFirst());
    }

    /** All that are expected, and which are missing. */
    public Object all() {
        Set<String> missing = watch.missing();
        List<Object> shown = new ArrayList<>();
        for (Heartbeat heartbeat : watch.all()) {
            shown.add(tree(heartbeat, missing.contains(heartbeat.name())));
        }
        return Map.of("heartbeats", shown);
    }

    private static Object tree(Heartbeat heartbeat, boolean isMissing) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", heartbeat.name());
        tree.put("period", PromDuration.print(heartbeat.period()));
        tree.put("grace", PromDuration.print(heartbeat.grace()));
        tree.put("labels", AlertmanagerApi.map(heartbeat.labels()));
        tree.put("lastBeat", heartbeat.beatAtMillis() / 1000.0);
        tree.put("deadline", heartbeat.deadlineMillis() / 1000.0);
        tree.put("missing", isMissing);
        return tree;
    }
}

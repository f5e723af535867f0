package dev.muninn.server.options;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All keys there are, in the order of the documentation. */
public final class OptionTable {

    public static final OptionTable STANDARD =
            new OptionTable(
                    Stream.of(
                                    List.<OptionKey<?>>of(Configuration.PROFILE),
                                    WebKeys.ALL,
                                    StoreKeys.ALL,
                                    IngestKeys.ALL,
                                    PushKeys.ALL,
                                    ListenKeys.ALL,
                                    LogMetricKeys.ALL,
                                    ForwardKeys.ALL,
                                    CollectKeys.ALL,
                                    TargetKeys.ALL,
                                    QueryKeys.ALL,
                                    CatalogKeys.ALL,
                                    RuleKeys.ALL,
                                    AlertingKeys.ALL,
                                    StreamKeys.ALL,
                                    LogKeys.ALL)
                            .flatMap(List::stream)
                            .toList());

    private final Map<String, OptionKey<?>> keys = new LinkedHashMap<>();

    OptionTable(List<OptionKey<?>> keys) {
        for (OptionKey<?> key : keys) {
            if (this.keys.put(key.name(), key) != null) {
                throw new IllegalArgumentException("key " + key.name() + " is there twice");
            }
        }
    }

    List<OptionKey<?>> keys() {
        return List.copyOf(keys.values());
    }

    Optional<OptionKey<?>> key(String name) {
        @Nullable OptionKey<?> key = keys.get(name);
        return Optional.ofNullable(key);
    }

    /** Explains every key for a terminal. */
    public void explain(PrintWriter out) {
        for (OptionKey<?> key : keys.values()) {
            out.println(key.name());
            out.println("    " + key.purpose());
            out.println("    Takes " + key.type().form() + ".");
            String fallback = key.fallbackText();
            out.println("    Default: " + (fallback.isEmpty() ? "none" : fallback));
        }
    }

    /** What to tell somebody who wrote a key that does not exist. */
    String remedyForUnknown(String name) {
        List<String> inSection =
                keys.keySet().stream().filter(key -> key.startsWith(name + ".")).toList();
        if (!inSection.isEmpty()) {
            return "it is a section, its keys are " + String.join(", ", inSection);
        }
        return NearestKey.to(name, keys.keySet())
                .map(near -> "did you mean " + near + "?")
                .orElse("\"muninn check-config --keys\" lists all there are");
    }
}

package dev.muninn.alert.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.alert.api.Asked;
import dev.muninn.alert.api.JsonBody;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maintenance windows as the API and the database write them. */
public final class WindowJson {

    private WindowJson() {}

    /**
     * Reads {@code {name, owner, matchers}} with {@code from} and {@code to}, with {@code for} from
     * now, or with {@code cron}, {@code length} and {@code zone}.
     *
     * @throws MuninnException of kind BAD_INPUT if something is missing or wrong
     */
    public static MaintenanceWindow read(JsonNode tree, long nowMillis) {
        return new MaintenanceWindow(
                tree.path("id").asText(""),
                JsonBody.text(tree, "name"),
                tree.path("owner").asText("somebody"),
                MatcherSyntax.FALLBACK.parse(JsonBody.text(tree, "matchers")),
                times(tree, nowMillis),
                tree.path("changedMillis").asLong());
    }

    private static WindowTimes times(JsonNode tree, long nowMillis) {
        if (tree.has("cron")) {
            return new WindowTimes.Recurring(
                    JsonBody.text(tree, "cron"),
                    PromDuration.parse(JsonBody.text(tree, "length")),
                    Asked.zoneOf(tree.path("zone").asText("")));
        }
        if (tree.has("for")) {
            long length = PromDuration.parse(JsonBody.text(tree, "for")).toMillis();
            return new WindowTimes.Once(nowMillis, nowMillis + length);
        }
        return new WindowTimes.Once(JsonBody.time(tree, "from"), JsonBody.time(tree, "to"));
    }

    /** The tree that {@link #read} takes. */
    public static Map<String, @Nullable Object> tree(MaintenanceWindow window) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", window.id());
        tree.put("name", window.name());
        tree.put("owner", window.owner());
        tree.put("matchers", MatcherSyntax.print(window.matchers()));
        tree.put("changedMillis", window.changedMillis());
        switch (window.times()) {
            case WindowTimes.Once(long from, long to) -> {
                tree.put("from", Instant.ofEpochMilli(from).toString());
                tree.put("to", Instant.ofEpochMilli(to).toString());
            }
            case WindowTimes.Recurring recurring -> {
                tree.put("cron", recurring.cron());
                tree.put("length", PromDuration.print(recurring.length()));
                tree.put("zone", recurring.zone().getId());
            }
        }
        return tree;
    }
}

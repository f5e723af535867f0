package dev.muninn.alert.config;

import dev.muninn.alert.config.Shape.Kind;
import dev.muninn.alert.yaml.YamlText;
import dev.muninn.model.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;

/** Writes a configuration file anew without its secrets, so that it can be shown. */
final class SecretMask {

    /*
     * The text is made of what was understood, and not cut out of what was written: comments may
     * hold old secrets, and YAML has more ways to write a text than one can look for.
     */

    /** Long lines stay lines: they are addresses and templates. */
    private static final int WIDTH = 100_000;

    private SecretMask() {}

    /** The file with {@code <secret>} in the place of each. */
    static String mask(Node root) {
        Object tree = YamlText.tree(root);
        if (tree instanceof Map<?, ?> file) {
            tree =
                    changed(
                            file,
                            (key, value) ->
                                    switch (key) {
                                        case "global" -> section(value, Shapes.GLOBAL);
                                        case "tracing" -> section(value, Shapes.TRACING);
                                        case "receivers" -> each(value, SecretMask::receiver);
                                        default -> value;
                                    });
        }
        return new Dump(
                        DumpSettings.builder()
                                .setDefaultFlowStyle(FlowStyle.BLOCK)
                                .setWidth(WIDTH)
                                .build())
                .dumpToString(tree);
    }

    private interface Change {
        @Nullable Object of(String key, @Nullable Object value);
    }

    private static Map<String, @Nullable Object> changed(Map<?, ?> map, Change change) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        map.forEach(
                (key, value) ->
                        changed.put(
                                String.valueOf(key),
                                value == null ? null : change.of(String.valueOf(key), value)));
        return changed;
    }

    private interface Entry {
        @Nullable Object of(@Nullable Object value);
    }

    private static @Nullable Object each(@Nullable Object value, Entry change) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<@Nullable Object> changed = new ArrayList<>();
        list.forEach(one -> changed.add(change.of(one)));
        return changed;
    }

    private static @Nullable Object receiver(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> receiver)) {
            return value;
        }
        return changed(
                receiver,
                (key, inner) -> {
                    for (ChannelType type : ChannelType.values()) {
                        if (type.key().equals(key)) {
                            return each(inner, one -> section(one, type.shape()));
                        }
                    }
                    return inner;
                });
    }

    private static @Nullable Object section(@Nullable Object value, Shape shape) {
        if (!(value instanceof Map<?, ?> section)) {
            return value;
        }
        return changed(
                section,
                (key, inner) -> {
                    Kind kind = shape.keys().get(key);
                    return kind == null ? inner : shown(inner, kind);
                });
    }

    private static @Nullable Object shown(@Nullable Object value, Kind kind) {
        return switch (kind) {
            case Kind.Secret ignored -> SecretValues.HIDDEN;
            case Kind.SecretUrl ignored -> SecretValues.HIDDEN;
            case Kind.UrlTemplate ignored -> SecretValues.HIDDEN;
            case Kind.SecretTexts ignored -> hidden(value);
            case Kind.SecretMap ignored -> hidden(value);
            case Kind.TextLists ignored -> hidden(value);
            case Kind.AnyUrl ignored ->
                    UserInfo.replacedBy(SecretValues.HIDDEN, String.valueOf(value));
            case Kind.One one -> section(value, one.shape());
            case Kind.Many many -> each(value, one -> section(one, many.shape()));
            case Kind.Named named ->
                    value instanceof Map<?, ?> sections
                            ? changed(sections, (name, one) -> section(one, named.shape()))
                            : value;
            default -> value;
        };
    }

    private static @Nullable Object hidden(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> changed(map, (key, one) -> hidden(one));
            case List<?> list -> each(list, SecretMask::hidden);
            default -> SecretValues.HIDDEN;
        };
    }
}

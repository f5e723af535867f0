package dev.muninn.alert.template;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels or annotations in the templates of notifications. */
public final class KeyValues extends AbstractMap<String, String> implements Methods {

    private static final Set<String> METHODS = Set.of("SortedPairs", "Remove", "Names", "Values");

    private final Map<String, String> values;

    public KeyValues(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return values.entrySet();
    }

    @Override
    public String typeName() {
        return "template.KV";
    }

    @Override
    public boolean hasMethod(String name) {
        return METHODS.contains(name);
    }

    @Override
    public @Nullable Object call(String method, List<@Nullable Object> arguments) {
        return switch (method) {
            case "SortedPairs" -> sortedPairs();
            case "Remove" -> without(Arguments.at(arguments, 0));
            default -> sortedPairs().call(method, arguments);
        };
    }

    /** The pairs by name, but the name of the alert first. */
    private Pairs sortedPairs() {
        List<Pairs.Pair> pairs = new ArrayList<>();
        values.forEach(
                (name, value) ->
                        pairs.add(
                                name.equals("alertname") ? 0 : pairs.size(),
                                new Pairs.Pair(name, value)));
        return new Pairs(pairs);
    }

    private KeyValues without(@Nullable Object names) {
        if (!(names instanceof Texts texts)) {
            throw new TemplateException(
                    "wrong type for value; expected []string; got " + GoText.typeName(names));
        }
        Map<String, String> left = new TreeMap<>(values);
        left.keySet().removeAll(new HashSet<>(texts));
        return new KeyValues(left);
    }

    @Override
    public String toString() {
        return sortedPairs().toString();
    }
}

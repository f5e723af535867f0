package dev.muninn.alert.template;

import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names with their values, in order. */
final class Pairs extends AbstractList<Pairs.Pair> implements Methods {

    private static final Set<String> METHODS = Set.of("Names", "Values");

    private final List<Pair> pairs;

    Pairs(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    record Pair(String name, String value) implements Fields {
        @Override
        public Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("Name", name);
            fields.put("Value", value);
            return fields;
        }
    }

    @Override
    public Pair get(int index) {
        return pairs.get(index);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public String typeName() {
        return "template.Pairs";
    }

    @Override
    public boolean hasMethod(String name) {
        return METHODS.contains(name);
    }

    @Override
    public Object call(String method, List<@Nullable Object> arguments) {
        return new Texts(
                pairs.stream().map(method.equals("Names") ? Pair::name : Pair::value).toList());
    }

    @Override
    public String toString() {
        return String.join(
                ", ", pairs.stream().map(pair -> pair.name() + "=" + pair.value()).toList());
    }
}

package dev.muninn.alert.evaluate;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Texts by name that are made when somebody reads them first. Safe for use by many threads. */
final class LazyTexts extends AbstractMap<String, String> {

    /** Null once the texts are made, so that what it needs can go. */
    private @Nullable Supplier<Map<String, String>> made;

    private Map<String, String> texts = Map.of();

    LazyTexts(Supplier<Map<String, String>> made) {
        this.made = made;
    }

    private synchronized Map<String, String> texts() {
        if (made != null) {
            texts = made.get();
            made = null;
        }
        return texts;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return texts().entrySet();
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return texts().get(name);
    }
}

package dev.muninn.testkit;

import dev.muninn.model.Arrivals;
import dev.muninn.model.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers the newest sample of every series: slow, obvious and exact. */
final class NewestSamples implements Arrivals {

    private final Supplier<Map<Labels, Long>> newest;
    private final Map<Labels, Long> told = new HashMap<>();
    private boolean isAsked;

    NewestSamples(Supplier<Map<Labels, Long>> newest) {
        this.newest = newest;
    }

    @Override
    public boolean any(long untilMillis) {
        boolean isNews = !isAsked;
        isAsked = true;
        for (Map.Entry<Labels, Long> one : newest.get().entrySet()) {
            if (!one.getValue().equals(told.get(one.getKey()))) {
                isNews = true;
                if (one.getValue() <= untilMillis) {
                    told.put(one.getKey(), one.getValue());
                }
            }
        }
        return isNews;
    }
}

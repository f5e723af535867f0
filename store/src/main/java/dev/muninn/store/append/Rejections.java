package dev.muninn.store.append;

import dev.muninn.model.Append;
import dev.muninn.model.WriteResult.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch did not get stored, by reason. Confined to one thread. */
final class Rejections {

    private static final Append[] REASONS = Append.values();

    private final int[] counts = new int[REASONS.length];
    private final @Nullable String[] messages = new @Nullable String[REASONS.length];

    boolean isFirst(Append reason) {
        return messages[reason.ordinal()] == null;
    }

    /** Counts samples; the message of the first case stays. */
    void add(Append reason, int samples, String message) {
        counts[reason.ordinal()] += samples;
        if (isFirst(reason)) {
            messages[reason.ordinal()] = message;
        }
    }

    List<Rejection> toList() {
        List<Rejection> list = new ArrayList<>();
        for (Append reason : REASONS) {
            String message = messages[reason.ordinal()];
            if (message != null) {
                list.add(new Rejection(reason, counts[reason.ordinal()], message));
            }
        }
        return list;
    }
}

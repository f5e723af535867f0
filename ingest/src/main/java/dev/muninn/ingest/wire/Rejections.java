package dev.muninn.ingest.wire;

import dev.muninn.model.Append;
import dev.muninn.model.WriteResult;
import dev.muninn.model.WriteResult.Rejection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a decoder left out of a batch because it was not valid; confined to one thread. */
public final class Rejections {

    private final Map<Append, Rejection> byReason = new EnumMap<>(Append.class);

    public void clear() {
        byReason.clear();
    }

    public void add(Append reason, int samples, String message) {
        Rejection before = byReason.get(reason);
        byReason.put(
                reason,
                before == null
                        ? new Rejection(reason, samples, message)
                        : new Rejection(reason, before.samples() + samples, before.firstMessage()));
    }

    /** The sink's result with these rejections added to its own. */
    public WriteResult addTo(WriteResult written) {
        if (byReason.isEmpty()) {
            return written;
        }
        for (Rejection rejection : written.rejections()) {
            add(rejection.reason(), rejection.samples(), rejection.firstMessage());
        }
        List<Rejection> all = new ArrayList<>(byReason.values());
        byReason.clear();
        return new WriteResult(
                written.samples(), written.histograms(), written.exemplars(), List.copyOf(all));
    }
}

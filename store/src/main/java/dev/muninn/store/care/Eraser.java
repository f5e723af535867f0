package dev.muninn.store.care;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.read.StoreReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Deletes samples: at once for readers, from the files with the next merge of their blocks. */
public final class Eraser {

    /*
     * Everything is flushed first. A tombstone then concerns the blocks there are by that time and no
     * later one, so samples written afterwards to the same times are seen.
     */

    private final StoreCore core;
    private final Flusher flusher;
    private final StoreReader reader;

    public Eraser(StoreCore core, Flusher flusher, StoreReader reader) {
        this.core = core;
        this.flusher = flusher;
        this.reader = reader;
    }

    /** Deletes the samples within the range of the series that match; how many series these are. */
    public synchronized int delete(List<Matcher> matchers, TimeRange range) {
        if (matchers.isEmpty()) {
            throw MuninnException.badInput(
                    "deletion without a matcher would delete everything: name the series");
        }
        try {
            long newest = core.headNewest();
            if (newest != Long.MIN_VALUE) {
                flusher.flush(newest + 1);
            }
            List<Labels> found = new ArrayList<>();
            List<String> warnings = reader.forEachLabels(matchers, range, found::add);
            if (!warnings.isEmpty()) {
                throw new MuninnException(
                        MuninnException.Kind.CORRUPT,
                        "cannot tell which series match: " + warnings.getFirst());
            }
            core.blocks().bury(found.stream().map(core.head()::hash).toList(), range);
            core.head().samples().forgetLast();
            core.changes().noteEverywhere(range);
            return found.size();
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    "deleting in " + core.disk().name() + " failed: " + e.getMessage(),
                    e);
        }
    }
}

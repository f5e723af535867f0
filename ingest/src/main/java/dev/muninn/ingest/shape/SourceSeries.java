package dev.muninn.ingest.shape;

import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import java.time.Duration;

/** The series that one source has sent lately, up to a limit. Safe for use by many threads. */
final class SourceSeries {

    /*
     * Two sets take turns: what is sent goes into the young one, and is no longer counted in the
     * old one. When a turn is over the young set becomes the old one, and what nobody has sent
     * since the turn before is forgotten.
     */

    /** A series counts for one to two turns after its last sample. */
    private static final Duration TURN = Duration.ofMinutes(30);

    private final String source;
    private final long limit;
    private final Clock clock;
    private HashSet64 young = new HashSet64();
    private HashSet64 old = new HashSet64();
    private int oldOnly;
    private long turnEndNanos;

    SourceSeries(String source, long limit, Clock clock) {
        this.source = source;
        this.limit = limit;
        this.clock = clock;
        turnEndNanos = clock.nanos() + TURN.toNanos();
    }

    /** Whether the series is known, or is one more that is allowed. */
    synchronized boolean admits(long hash) {
        turn();
        if (young.contains(hash)) {
            return true;
        }
        if (old.contains(hash)) {
            oldOnly--;
        } else if (young.size() + oldOnly >= limit) {
            return false;
        }
        young.add(hash);
        return true;
    }

    /** What to tell a sender whose series was not admitted. */
    String refusal(Labels series) {
        return series
                + " is one more than the "
                + limit
                + " series that source "
                + source
                + " may have: send fewer, or raise ingest.source-max-series";
    }

    private void turn() {
        long now = clock.nanos();
        if (now - turnEndNanos < 0) {
            return;
        }
        boolean wasSilent = now - turnEndNanos >= TURN.toNanos();
        old = wasSilent ? new HashSet64() : young;
        oldOnly = old.size();
        young = new HashSet64();
        turnEndNanos = now + TURN.toNanos();
    }

    synchronized boolean isForgotten() {
        turn();
        return young.size() + oldOnly == 0;
    }
}

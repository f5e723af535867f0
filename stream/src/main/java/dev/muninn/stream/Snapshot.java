package dev.muninn.stream;

import java.util.List;

/**
 * A view's values over a range, encoded: {@code series}, {@code snap}, and what else one needs to
 * know before the deltas after tick {@code seq}.
 */
record Snapshot(long epoch, long seq, List<Frame> frames) {}

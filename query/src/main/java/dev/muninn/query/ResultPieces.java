package dev.muninn.query;

import dev.muninn.model.Labels;
import dev.muninn.model.NativeHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts matrices by time and puts the pieces together again. */
final class ResultPieces {

    /*
     * Most series have a point at every step and share one array of times. Cutting and joining keep it
     * so: what was done to the times of one series is remembered for the next.
     */

    private ResultPieces() {}

    /** The points from one time to another, both included; series without any are left out. */
    static List<ResultSeries> cut(List<ResultSeries> series, long fromMillis, long toMillis) {
        List<ResultSeries> pieces = new ArrayList<>(series.size());
        long[] lastTimes = {};
        long[] lastCut = {};
        for (ResultSeries one : series) {
            int from = firstNotBefore(one, fromMillis);
            int to = firstNotBefore(one, toMillis + 1);
            if (from == 0 && to == one.size()) {
                pieces.add(one);
            } else if (from < to) {
                if (!isShared(one.timestamps(), lastTimes) || lastCut.length != to - from) {
                    lastTimes = one.timestamps();
                    lastCut = Arrays.copyOfRange(lastTimes, from, to);
                }
                NativeHistogram[] histograms = one.histograms();
                pieces.add(
                        new ResultSeries(
                                one.labels(),
                                lastCut,
                                Arrays.copyOfRange(one.values(), from, to),
                                histograms == null
                                        ? null
                                        : Arrays.copyOfRange(histograms, from, to),
                                to - from));
            }
        }
        return pieces;
    }

    private static int firstNotBefore(ResultSeries series, long millis) {
        int at = Arrays.binarySearch(series.timestamps(), 0, series.size(), millis);
        return at < 0 ? -at - 1 : at;
    }

    @SuppressWarnings("ReferenceEquality") // to compare contents would cost what sharing saves
    private static boolean isShared(long[] times, long[] others) {
        return times == others;
    }

    /** Joins pieces that follow each other in time, each sorted by labels. */
    static List<ResultSeries> join(List<List<ResultSeries>> pieces) {
        List<List<ResultSeries>> some = pieces.stream().filter(list -> !list.isEmpty()).toList();
        if (some.size() < 2) {
            return some.isEmpty() ? List.of() : some.getFirst();
        }
        return new Joining(some).join();
    }

    private static final class Joining {

        private final List<List<ResultSeries>> pieces;
        private final int[] next;
        private final List<ResultSeries> parts = new ArrayList<>();
        private final List<ResultSeries> joined = new ArrayList<>();
        private long[][] lastTimes = {};
        private long[] lastJoined = {};

        Joining(List<List<ResultSeries>> pieces) {
            this.pieces = pieces;
            next = new int[pieces.size()];
        }

        List<ResultSeries> join() {
            for (Labels labels = least(); labels != null; labels = least()) {
                parts.clear();
                for (int i = 0; i < next.length; i++) {
                    ResultSeries series = head(i);
                    if (series != null && series.labels().equals(labels)) {
                        parts.add(series);
                        next[i]++;
                    }
                }
                joined.add(parts.size() == 1 ? parts.getFirst() : joinParts(labels));
            }
            return joined;
        }

        private @Nullable ResultSeries head(int piece) {
            List<ResultSeries> list = pieces.get(piece);
            return next[piece] < list.size() ? list.get(next[piece]) : null;
        }

        private @Nullable Labels least() {
            Labels least = null;
            for (int i = 0; i < next.length; i++) {
                ResultSeries series = head(i);
                if (series != null && (least == null || series.labels().compareTo(least) < 0)) {
                    least = series.labels();
                }
            }
            return least;
        }

        private ResultSeries joinParts(Labels labels) {
            int size = 0;
            boolean hasHistograms = false;
            for (ResultSeries part : parts) {
                size += part.size();
                hasHistograms |= part.histograms() != null;
            }
            double[] values = new double[size];
            NativeHistogram[] histograms = hasHistograms ? new NativeHistogram[size] : null;
            int at = 0;
            for (ResultSeries part : parts) {
                System.arraycopy(part.values(), 0, values, at, part.size());
                if (histograms != null && part.histograms() != null) {
                    System.arraycopy(part.histograms(), 0, histograms, at, part.size());
                }
                at += part.size();
            }
            return new ResultSeries(labels, times(size), values, histograms, size);
        }

        private long[] times(int size) {
            boolean isSame = lastTimes.length == parts.size() && lastJoined.length == size;
            for (int i = 0; isSame && i < lastTimes.length; i++) {
                isSame = isShared(lastTimes[i], parts.get(i).timestamps());
            }
            if (!isSame) {
                lastTimes = new long[parts.size()][];
                lastJoined = new long[size];
                int at = 0;
                for (int i = 0; i < lastTimes.length; i++) {
                    ResultSeries part = parts.get(i);
                    lastTimes[i] = part.timestamps();
                    System.arraycopy(lastTimes[i], 0, lastJoined, at, part.size());
                    at += part.size();
                }
            }
            return lastJoined;
        }
    }

    static long points(List<ResultSeries> series) {
        long points = 0;
        for (ResultSeries one : series) {
            points += one.size();
        }
        return points;
    }

    /** About the memory of some series; labels are counted as if nobody else had them. */
    static long bytes(List<ResultSeries> series) {
        long bytes = 0;
        long[] lastTimes = {};
        for (ResultSeries one : series) {
            bytes += 96 + 64L * one.labels().size() + 8L * one.size();
            if (!isShared(one.timestamps(), lastTimes)) {
                lastTimes = one.timestamps();
                bytes += 8L * lastTimes.length;
            }
            NativeHistogram[] histograms = one.histograms();
            for (int i = 0; histograms != null && i < one.size(); i++) {
                NativeHistogram histogram = histograms[i];
                if (histogram != null) {
                    bytes +=
                            128
                                    + 8L
                                            * (histogram.positiveBuckets().length
                                                    + histogram.negativeBuckets().length);
                }
            }
        }
        return bytes;
    }
}

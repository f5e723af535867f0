package dev.muninn.bench.store;

import dev.muninn.model.Matcher;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.TimeRange;
import java.util.List;

/** The question that is measured: a day of series, averaged by the minute. */
final class MinuteAverages {

    private final SampleBuffer buffer = new SampleBuffer();

    /** Averages all series that match into one column; something that depends on all values. */
    double of(SeriesSource source, Matcher matcher) {
        TimeRange range =
                new TimeRange(
                        StoredDay.START, StoredDay.START + StoredDay.SAMPLES * StoredDay.STEP);
        double total = 0;
        try (SeriesSet set = source.select(new Selection(range, List.of(matcher)))) {
            for (int i = 0; i < set.size(); i++) {
                buffer.clear();
                set.read(i, buffer);
                total += averages();
            }
        }
        return total;
    }

    private double averages() {
        long[] times = buffer.timestamps();
        double[] values = buffer.values();
        int size = buffer.size();
        int at = 0;
        double total = 0;
        for (int step = 0; step <= StoredDay.SAMPLES; step++) {
            long end = StoredDay.START + step * StoredDay.STEP;
            int first = at;
            double sum = 0;
            while (at < size && times[at] <= end) {
                sum += values[at++];
            }
            total += at == first ? 0 : sum / (at - first);
        }
        return total;
    }
}

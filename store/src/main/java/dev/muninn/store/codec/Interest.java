package dev.muninn.store.codec;

import dev.muninn.model.Instants;
import java.util.Arrays;
import java.util.BitSet;

/** What of the samples of series somebody wants to know, where that is not all of them. */
public sealed interface Interest {

    /**
     * The positions in a chunk, ascending, of the samples whose values matter.
     *
     * @param times of the chunk's samples
     * @param slice which of them are asked for; not empty
     */
    int[] positions(long[] times, TimeSlice slice);

    /** The newest samples at some instants. */
    record Latest(Instants at) implements Interest {

        @Override
        public int[] positions(long[] times, TimeSlice slice) {
            int first = at.firstFrom(times[slice.from()]);
            int[] found = new int[Math.min(slice.to() - slice.from(), at.count() - first)];
            int count = 0;
            int next = slice.from();
            for (int i = first; i < at.count() && next < slice.to(); i++) {
                int before = next;
                long time = at.time(i);
                while (next < slice.to() && times[next] <= time) {
                    next++;
                }
                if (next > before) {
                    found[count++] = next - 1;
                }
            }
            return Arrays.copyOf(found, count);
        }
    }

    /** How much counters grow in the windows (end - range, end]. */
    record Growth(Instants ends, long rangeMillis) implements Interest {

        @Override
        public int[] positions(long[] times, TimeSlice slice) {
            BitSet wanted = new BitSet(slice.to());
            // The ends of chunks, as the next one may begin lower.
            wanted.set(slice.from());
            wanted.set(slice.to() - 1);
            int from = slice.from();
            int to = slice.from();
            for (int i = ends.firstFrom(times[slice.from()]);
                    i < ends.count() && from < slice.to();
                    i++) {
                long end = ends.time(i);
                while (to < slice.to() && times[to] <= end) {
                    to++;
                }
                while (from < slice.to() && times[from] <= end - rangeMillis) {
                    from++;
                }
                wanted.set(Math.min(from, slice.to() - 1));
                if (to > slice.from()) {
                    wanted.set(to - 1);
                }
            }
            return wanted.stream().toArray();
        }
    }
}

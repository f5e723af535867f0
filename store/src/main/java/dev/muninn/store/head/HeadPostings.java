package dev.muninn.store.head;

import dev.muninn.store.index.LongIntMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/**
 * Which series carry which label, by symbols; series are added in ascending order.
 *
 * <p>Most values of big installations belong to one series, so a single one needs no list.
 */
final class HeadPostings {

    /** A growing list of ints; each label name has one with its values. */
    private static final class Ints {
        private int[] items = new int[4];
        private int size;

        void add(int item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
            }
            items[size++] = item;
        }
    }

    private static final int[] NONE = {};

    /** To search an item in a list takes about as long as to put so many into a bitmap. */
    private static final int SEARCH_COST = 16;

    /** An object and an array, empty. */
    private static final int LIST_BYTES = 48;

    /** Pairs of name and value to the only series, or to -2 - the index into {@link #lists}. */
    private final LongIntMap pairs = new LongIntMap();

    private Ints[] lists = new Ints[16];
    private int listCount;
    private long listBytes;
    private final Map<Integer, Ints> values = new HashMap<>();

    private static long key(int name, int value) {
        return (long) name << 32 | value;
    }

    void add(int name, int value, int ref) {
        long key = key(name, value);
        int there = pairs.get(key);
        if (there == LongIntMap.NONE) {
            pairs.put(key, ref);
            values.computeIfAbsent(name, n -> new Ints()).add(value);
        } else if (there >= 0) {
            Ints list = new Ints();
            listBytes += LIST_BYTES;
            list.add(there);
            list.add(ref);
            if (listCount == lists.length) {
                lists = Arrays.copyOf(lists, 2 * listCount);
            }
            lists[listCount] = list;
            pairs.put(key, -2 - listCount++);
        } else {
            listBytes += Integer.BYTES;
            lists[-2 - there].add(ref);
        }
    }

    MutableRoaringBitmap get(int name, int value) {
        int there = pairs.get(key(name, value));
        if (there == LongIntMap.NONE) {
            return new MutableRoaringBitmap();
        }
        if (there >= 0) {
            return MutableRoaringBitmap.bitmapOf(there);
        }
        Ints list = lists[-2 - there];
        MutableRoaringBitmap bitmap = new MutableRoaringBitmap();
        bitmap.addN(list.items, 0, list.size);
        return bitmap;
    }

    /** Those of some series that carry the label. */
    ImmutableRoaringBitmap among(ImmutableRoaringBitmap series, int name, int value) {
        int there = pairs.get(key(name, value));
        boolean isLong = there < 0 && there != LongIntMap.NONE;
        Ints list = isLong ? lists[-2 - there] : null;
        long searches = (long) series.getCardinality() * SEARCH_COST;
        if (list == null || searches > list.size) {
            return ImmutableRoaringBitmap.and(series, get(name, value));
        }
        MutableRoaringBitmap found = new MutableRoaringBitmap();
        series.forEach(
                (int ref) -> {
                    if (Arrays.binarySearch(list.items, 0, list.size, ref) >= 0) {
                        found.add(ref);
                    }
                });
        return found;
    }

    /** The series that carries the label if it is the only one ever, or -1. */
    int single(int name, int value) {
        return Math.max(-1, pairs.get(key(name, value)));
    }

    /** How many series carry the label. */
    int count(int name, int value) {
        int there = pairs.get(key(name, value));
        return there == LongIntMap.NONE ? 0 : there >= 0 ? 1 : lists[-2 - there].size;
    }

    int[] names() {
        return values.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    int[] values(int name) {
        Ints list = values.get(name);
        return list == null ? NONE : Arrays.copyOf(list.items, list.size);
    }

    int valueCount(int name) {
        Ints list = values.get(name);
        return list == null ? 0 : list.size;
    }

    int pairCount() {
        return pairs.size();
    }

    /** About what the lists and the map take. */
    long memoryBytes() {
        return pairs.memoryBytes() + listBytes + 4L * lists.length;
    }
}

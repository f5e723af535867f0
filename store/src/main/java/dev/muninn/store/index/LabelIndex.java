package dev.muninn.store.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/** Which series carry which labels, each series being a number of its own. */
public interface LabelIndex {

    /** All series. */
    ImmutableRoaringBitmap all();

    /** The series with this label; empty where there is none. */
    ImmutableRoaringBitmap postings(String name, String value);

    /** About how many series have this label, where that costs nothing to know; else 0. */
    default int weight(String name, String value) {
        return 0;
    }

    /** Those of some series that have this label. */
    default ImmutableRoaringBitmap among(ImmutableRoaringBitmap series, String name, String value) {
        return ImmutableRoaringBitmap.and(series, postings(name, value));
    }

    /** Those of some series that a pattern is about. */
    default ImmutableRoaringBitmap among(ImmutableRoaringBitmap series, PatternMatch match) {
        return ImmutableRoaringBitmap.and(series, matching(match));
    }

    List<String> names();

    /** The values of a label, in no particular order. */
    List<String> values(String name);

    /** The values of a label that begin with a text, in no particular order. */
    default List<String> values(String name, String prefix) {
        List<String> found = new ArrayList<>();
        for (String value : values(name)) {
            if (value.startsWith(prefix)) {
                found.add(value);
            }
        }
        return found;
    }

    /** Adds the names of the labels that these series carry. */
    void addNames(ImmutableRoaringBitmap of, Set<String> to);

    /** Adds the values that a label has with these series. */
    void addValues(String name, ImmutableRoaringBitmap of, Set<String> to);

    /** Offers the values of a label to a search until it has enough. */
    default void search(String name, ValueSearch search) {
        for (String value : values(name)) {
            if (search.isDone()) {
                return;
            }
            search.offer(value);
        }
    }

    /** The series that match all matchers; an index that does not change may remember them. */
    default ImmutableRoaringBitmap matching(PatternMatch match) {
        return match.in(this);
    }
}

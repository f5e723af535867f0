package dev.muninn.store.index;

import java.util.List;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;

/** Which series carry which labels, each series being a number of its own. */
public interface LabelIndex {

    /** All series. */
    ImmutableRoaringBitmap all();

    /** The series with this label; empty where there is none. */
    ImmutableRoaringBitmap postings(String name, String value);

    List<String> names();

    /** The values of a label, in no particular order. */
    List<String> values(String name);
}

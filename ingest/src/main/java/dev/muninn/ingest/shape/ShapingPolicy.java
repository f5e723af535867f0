package dev.muninn.ingest.shape;

import com.google.re2j.Pattern;
import dev.muninn.ingest.relabel.Relabeling;
import java.time.Duration;

/**
 * What happens to the samples of one source on their way in.
 *
 * @param source an address or token name; {@code *} for all that have no policy of their own
 * @param sampleInterval the least time between two samples of a series that are kept
 * @param critical metrics whose samples are all kept
 * @param relabeling drops, keeps and renames
 */
public record ShapingPolicy(
        String source, Duration sampleInterval, Pattern critical, Relabeling relabeling) {

    static final String OTHERS = "*";
}

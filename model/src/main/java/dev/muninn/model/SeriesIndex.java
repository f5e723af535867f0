package dev.muninn.model;

import java.util.List;

/**
 * The look-up contract: which names, values and series there are. Ranges may be widened to whole
 * blocks. Answers are sorted; a limit of 0 means none.
 */
public interface SeriesIndex {

    /** Label names of the series that match all matchers; of all series where there are none. */
    Lookup<String> labelNames(List<Matcher> matchers, TimeRange range, int limit);

    Lookup<String> labelValues(String name, List<Matcher> matchers, TimeRange range, int limit);

    /**
     * Values of a label that contain the text, upper and lower case of ASCII letters being the
     * same: first those that begin with it, then others, both sorted; for completion while people
     * type. Where there are more than the limit, which others are told is left to the index.
     */
    default Lookup<String> findLabelValues(String name, String text, TimeRange range, int limit) {
        return Completion.of(labelValues(name, List.of(), range, 0), text, limit);
    }

    Lookup<Labels> series(List<Matcher> matchers, TimeRange range, int limit);

    /** Metadata of the named metric, or of all where the name is empty; sorted by metric. */
    Lookup<MetricMetadata> metadata(String metric, int limit);

    /** Exemplars of the series that match, each series' in time order. */
    Lookup<SeriesExemplars> exemplars(List<Matcher> matchers, TimeRange range);

    /** The exemplars of one series. */
    record SeriesExemplars(Labels series, List<Exemplar> exemplars) {}
}

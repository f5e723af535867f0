package dev.muninn.model;

import java.util.List;

/** The read contract: where samples come from. Implementations pass {@code StoreContract}. */
public interface SeriesSource {

    /**
     * Finds the series that match and may have a sample in the range. Samples whose write returned
     * before this call are seen; a batch written meanwhile is seen in part or not.
     *
     * @throws MuninnException of kind LIMIT if more than the allowed number of series match
     */
    SeriesSet select(Selection selection);

    /** The same series summed up in buckets, where the source has them. */
    default RollupSource rollups() {
        return RollupSource.NONE;
    }

    /** Watches the series that match for samples that come, if the source can. */
    default Arrivals arrivals(List<Matcher> matchers) {
        return Arrivals.UNKNOWN;
    }

    /** What of the samples has changed behind its readers, if the source knows. */
    default Generations generations() {
        return Generations.UNKNOWN;
    }
}

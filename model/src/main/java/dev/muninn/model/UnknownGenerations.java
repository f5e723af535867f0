package dev.muninn.model;

/** Stands where a source does not follow its changes. */
record UnknownGenerations() implements Generations {

    @Override
    public long generation(String metric, long untilMillis) {
        return 0;
    }

    @Override
    public long firstChange(String metric, TimeRange range, long generation) {
        return range.fromMillis();
    }
}

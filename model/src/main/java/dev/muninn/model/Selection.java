package dev.muninn.model;

import java.util.List;

/** What to read: series that match all matchers, samples within the range. */
public record Selection(TimeRange range, List<Matcher> matchers) {}

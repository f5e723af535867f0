package dev.muninn.web;

import dev.muninn.model.Matcher;
import dev.muninn.model.TimeRange;
import java.util.List;

/** What an operator may ask of the store by hand; each returns when it is done and durable. */
public interface StoreCare {

    /** Moves all samples from memory to blocks. */
    void flush();

    /** Merges blocks, and lets go of what was deleted. */
    void compact();

    /** Deletes the samples of the series that match. */
    void delete(List<Matcher> matchers, TimeRange range);

    /** Copies everything that is stored and returns the copy's name. */
    String snapshot();
}

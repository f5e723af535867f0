package dev.muninn.web;

import dev.muninn.ingest.Scraper;
import dev.muninn.ingest.TargetState;
import dev.muninn.model.Labels;
import java.util.List;

/** What is scraped, and the discovered labels of what is not. */
public record ScrapeTargets(List<TargetState> active, List<Labels> dropped) {

    public static final ScrapeTargets NONE = new ScrapeTargets(List.of(), List.of());

    /** A scraper's targets now. */
    public static ScrapeTargets of(Scraper scraper) {
        return new ScrapeTargets(scraper.targets(), scraper.droppedTargets());
    }
}

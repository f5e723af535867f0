package dev.muninn.ingest;

import java.util.List;

/**
 * Servers that get all samples as well; keys start with {@code ingest.forward-}.
 *
 * @param urls where their remote write is
 * @param shards connections to each server, each with a part of the series
 * @param maxQueueBytes bytes on disk that may wait for each server
 */
public record ForwardOptions(List<String> urls, int shards, long maxQueueBytes) {

    public static final ForwardOptions NONE = new ForwardOptions(List.of(), 2, 1L << 30);

    public ForwardOptions {
        urls = List.copyOf(urls);
    }
}

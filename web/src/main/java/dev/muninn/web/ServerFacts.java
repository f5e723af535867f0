package dev.muninn.web;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What the server tells of itself.
 *
 * @param settings every key of the configuration with its effective value, secrets hidden
 * @param changed those of them that somebody has set
 * @param retention how long raw samples are kept, as people write it
 * @param condition how it is at the moment; called for each request that asks
 */
public record ServerFacts(
        BuildFacts build,
        Map<String, String> settings,
        Map<String, String> changed,
        String retention,
        Supplier<ServerCondition> condition) {}

package dev.muninn.alert.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Alertmanagers that a {@code prometheus.yml} names.
 *
 * @param externalLabels added to every alert that does not have them
 * @param relabelRules for all of them, as a list in JSON
 */
public record AlertmanagersConfig(
        Map<String, String> externalLabels, String relabelRules, List<Section> sections) {

    /** No rules in the form of {@code relabelRules}. */
    public static final String NO_RULES = "[]";

    public static final AlertmanagersConfig NONE =
            new AlertmanagersConfig(Map.of(), NO_RULES, List.of());

    /**
     * Alertmanagers that are spoken to in the same way.
     *
     * @param urls of their APIs
     * @param http how they are reached
     * @param relabelRules for these alone, as a list in JSON
     */
    public record Section(
            List<String> urls, Duration timeout, Settings http, String relabelRules) {}
}

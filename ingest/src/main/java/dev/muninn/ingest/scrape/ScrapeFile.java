package dev.muninn.ingest.scrape;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A configuration in the form of {@code prometheus.yml}, as far as it concerns scraping.
 *
 * @param warnings parts that Prometheus would use and Muninn does not
 */
public record ScrapeFile(Labels externalLabels, List<ScrapeJob> jobs, List<String> warnings) {

    private static final List<String> UNUSED =
            List.of(
                    "rule_files",
                    "alerting",
                    "remote_write",
                    "remote_read",
                    "storage",
                    "tracing",
                    "otlp",
                    "runtime",
                    "scrape_config_files");

    private static final List<String> UNUSED_GLOBAL =
            List.of(
                    "evaluation_interval",
                    "rule_query_offset",
                    "query_log_file",
                    "scrape_failure_log_file",
                    "convert_classic_histograms_to_nhcb",
                    "metric_name_validation_scheme",
                    "metric_name_escaping_scheme",
                    "keep_dropped_targets",
                    "extra_scrape_metrics");

    /** Prometheus' own defaults. */
    static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Reads a configuration.
     *
     * @param name what messages call the file
     * @throws dev.muninn.model.MuninnException of kind BAD_INPUT with line, key and remedy
     */
    public static ScrapeFile parse(String text, String name) {
        List<String> warnings = new ArrayList<>();
        YamlSection file = YamlSection.parse(text, name);
        YamlSection global = file.section("global");
        JobReader.Defaults defaults = JobReader.Defaults.NONE;
        Labels.Builder external = Labels.builder();
        if (global != null) {
            UnusedKeys.checkGlobal(global);
            Duration interval =
                    JobReader.orUsual(
                            global.duration("scrape_interval", Duration.ZERO), DEFAULT_INTERVAL);
            Duration timeout =
                    JobReader.orUsual(
                            global.duration("scrape_timeout", Duration.ZERO), shorter(interval));
            defaults =
                    new JobReader.Defaults(
                            interval,
                            timeout,
                            JobReader.limits(global, ScrapeLimits.NONE),
                            Negotiation.read(global, Negotiation.USUAL));
            global.textMap("external_labels").forEach(external::set);
            UNUSED_GLOBAL.forEach(key -> global.ignore(key, warnings));
            global.finish();
        }
        List<ScrapeJob> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlSection section : file.sections("scrape_configs")) {
            ScrapeJob job = new JobReader(section, defaults, warnings).read();
            if (!names.add(job.settings().name())) {
                throw section.fault(
                        "job_name", "there are two jobs of name " + job.settings().name());
            }
            jobs.add(job);
        }
        UNUSED.forEach(key -> file.ignore(key, warnings));
        file.finish();
        return new ScrapeFile(external.build(), List.copyOf(jobs), List.copyOf(warnings));
    }

    private static Duration shorter(Duration interval) {
        return interval.compareTo(DEFAULT_TIMEOUT) < 0 ? interval : DEFAULT_TIMEOUT;
    }
}

package dev.muninn.ingest.scrape;

import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.discovery.DiscoveryReader;
import dev.muninn.ingest.exposition.ScrapeProtocol;
import dev.muninn.ingest.relabel.RelabelReader;
import dev.muninn.ingest.target.TargetGroups;
import dev.muninn.ingest.yaml.YamlSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one entry of {@code scrape_configs}. */
final class JobReader {

    /** What the file's {@code global} section says for every job. */
    record Defaults(
            Duration interval, Duration timeout, ScrapeLimits limits, Negotiation negotiation) {
        static final Defaults NONE =
                new Defaults(
                        ScrapeFile.DEFAULT_INTERVAL,
                        ScrapeFile.DEFAULT_TIMEOUT,
                        ScrapeLimits.NONE,
                        Negotiation.USUAL);
    }

    private static final Pattern FILES =
            Pattern.compile("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)");

    private static final List<String> UNUSED =
            List.of(
                    "azure_sd_configs",
                    "digitalocean_sd_configs",
                    "dockerswarm_sd_configs",
                    "ec2_sd_configs",
                    "eureka_sd_configs",
                    "gce_sd_configs",
                    "hetzner_sd_configs",
                    "ionos_sd_configs",
                    "kuma_sd_configs",
                    "lightsail_sd_configs",
                    "linode_sd_configs",
                    "marathon_sd_configs",
                    "nerve_sd_configs",
                    "nomad_sd_configs",
                    "openstack_sd_configs",
                    "ovhcloud_sd_configs",
                    "puppetdb_sd_configs",
                    "scaleway_sd_configs",
                    "serverset_sd_configs",
                    "stackit_sd_configs",
                    "triton_sd_configs",
                    "uyuni_sd_configs",
                    "vultr_sd_configs",
                    "convert_classic_histograms_to_nhcb",
                    "metric_name_validation_scheme",
                    "metric_name_escaping_scheme",
                    "keep_dropped_targets",
                    "scrape_failure_log_file",
                    "extra_scrape_metrics");

    private final YamlSection job;
    private final Defaults defaults;
    private final List<String> warnings;

    JobReader(YamlSection job, Defaults defaults, List<String> warnings) {
        this.job = job;
        this.defaults = defaults;
        this.warnings = warnings;
    }

    ScrapeJob read() {
        String name = job.requiredText("job_name");
        UnusedKeys.check(job);
        Duration interval =
                orUsual(job.duration("scrape_interval", Duration.ZERO), defaults.interval());
        Duration usual = defaults.timeout().compareTo(interval) > 0 ? interval : defaults.timeout();
        Duration timeout = orUsual(job.duration("scrape_timeout", Duration.ZERO), usual);
        if (timeout.compareTo(interval) > 0) {
            throw job.fault("scrape_timeout", "is greater than the scrape interval of job " + name);
        }
        Negotiation negotiation = Negotiation.read(job, defaults.negotiation());
        ScrapeJob.Settings settings =
                new ScrapeJob.Settings(
                        name,
                        interval,
                        timeout,
                        job.text("metrics_path", "/metrics"),
                        scheme(),
                        job.textsMap("params"),
                        job.flag("honor_labels", false),
                        job.flag("honor_timestamps", true),
                        job.flag("track_timestamps_staleness", false),
                        job.flag("enable_compression", true),
                        negotiation.accept(),
                        negotiation.histograms(),
                        fallbackProtocol(),
                        limits(job, defaults.limits()),
                        HistogramLimits.read(job),
                        HttpAccess.read(job, warnings),
                        RelabelReader.read(job, "metric_relabel_configs"));
        ScrapeJob read =
                new ScrapeJob(
                        settings,
                        RelabelReader.read(job, "relabel_configs"),
                        TargetGroups.read(job.sections("static_configs"), name),
                        filePatterns(),
                        DiscoveryReader.read(job, warnings));
        UNUSED.forEach(key -> job.ignore(key, warnings));
        job.finish();
        return read;
    }

    /** Zero stands for a value that is not given. */
    static Duration orUsual(Duration given, Duration usual) {
        return given.isZero() ? usual : given;
    }

    private String fallbackProtocol() {
        String word = job.text("fallback_scrape_protocol", "");
        if (!word.isEmpty() && ScrapeProtocol.parse(word) == null) {
            throw job.fault(
                    "fallback_scrape_protocol",
                    "\""
                            + word
                            + "\" is none of "
                            + Arrays.stream(ScrapeProtocol.values())
                                    .map(ScrapeProtocol::word)
                                    .toList());
        }
        return word;
    }

    private String scheme() {
        String scheme = job.text("scheme", "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw job.fault("scheme", "\"" + scheme + "\" is neither http nor https");
        }
        return scheme;
    }

    static ScrapeLimits limits(YamlSection section, ScrapeLimits defaults) {
        return new ScrapeLimits(
                section.count("sample_limit", defaults.samples()),
                section.count("label_limit", defaults.labels()),
                section.count("label_name_length_limit", defaults.labelNameBytes()),
                section.count("label_value_length_limit", defaults.labelValueBytes()),
                section.size("body_size_limit", defaults.bodyBytes()),
                section.count("target_limit", defaults.targets()));
    }

    private List<String> filePatterns() {
        List<String> patterns = new ArrayList<>();
        for (YamlSection section : job.sections("file_sd_configs")) {
            for (String pattern : section.texts("files")) {
                if (!FILES.matcher(pattern).matches()) {
                    throw section.fault(
                            "files",
                            "\""
                                    + pattern
                                    + "\" is not valid for file discovery: it ends with .json,"
                                    + " .yml or .yaml, and has a * in its last part only");
                }
                patterns.add(pattern);
            }
            // Files are looked at every few seconds, whatever is written here.
            section.duration("refresh_interval", Duration.ZERO);
            section.finish();
        }
        return patterns;
    }
}

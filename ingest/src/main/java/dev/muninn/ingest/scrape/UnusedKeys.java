package dev.muninn.ingest.scrape;

import dev.muninn.ingest.yaml.YamlSection;
import java.time.Duration;
import java.util.List;

/** Refuses wrong values of keys that are not used here, so that Prometheus takes the file, too. */
final class UnusedKeys {

    private static final List<String> SCHEMES = List.of("", "utf8", "legacy");

    private static final List<String> ESCAPINGS =
            List.of("", "allow-utf-8", "underscores", "dots", "values");

    private final YamlSection section;

    private UnusedKeys(YamlSection section) {
        this.section = section;
    }

    /** Checks a job, or the global section. */
    static void check(YamlSection section) {
        UnusedKeys keys = new UnusedKeys(section);
        keys.oneOf("metric_name_validation_scheme", SCHEMES);
        keys.oneOf("metric_name_escaping_scheme", ESCAPINGS);
        section.flag("convert_classic_histograms_to_nhcb", false);
        section.flag("extra_scrape_metrics", false);
        section.count("keep_dropped_targets", 0);
        section.text("scrape_failure_log_file", "");
    }

    /** Checks what the global section has besides. */
    static void checkGlobal(YamlSection global) {
        check(global);
        global.duration("evaluation_interval", Duration.ZERO);
        global.duration("rule_query_offset", Duration.ZERO);
        global.text("query_log_file", "");
    }

    private void oneOf(String key, List<String> known) {
        String text = section.text(key, "");
        if (!known.contains(text)) {
            throw section.fault(
                    key, "\"" + text + "\" is none of " + String.join(", ", known).substring(2));
        }
    }
}

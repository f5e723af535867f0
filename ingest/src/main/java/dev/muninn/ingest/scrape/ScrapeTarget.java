package dev.muninn.ingest.scrape;

import dev.muninn.ingest.yaml.Measures;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One address that is scraped.
 *
 * @param discovered all labels before relabeling
 * @param labels what its series get: those after relabeling that do not start with two underscores
 */
public record ScrapeTarget(
        ScrapeJob.Settings settings,
        Labels discovered,
        Labels labels,
        URI url,
        Duration interval,
        Duration timeout) {

    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String METRICS_PATH = "__metrics_path__";
    private static final String INTERVAL = "__scrape_interval__";
    private static final String TIMEOUT = "__scrape_timeout__";
    private static final String PARAM = "__param_";

    public String job() {
        return settings.name();
    }

    /** All labels that relabeling may look at. */
    static Labels discovered(ScrapeJob job, String address, Labels groupLabels) {
        ScrapeJob.Settings settings = job.settings();
        Labels.Builder all = Labels.builder();
        all.set("job", settings.name());
        all.set(SCHEME, settings.scheme());
        all.set(METRICS_PATH, settings.metricsPath());
        all.set(INTERVAL, settings.interval().toMillis() + "ms");
        all.set(TIMEOUT, settings.timeout().toMillis() + "ms");
        settings.params()
                .forEach(
                        (name, values) -> {
                            if (!values.isEmpty()) {
                                all.set(PARAM + name, values.getFirst());
                            }
                        });
        groupLabels.toList().forEach(label -> all.set(label.name(), label.value()));
        return all.set(ADDRESS, address).build();
    }

    /**
     * The target that relabeling makes of discovered labels, or null if it drops it.
     *
     * @throws MuninnException of kind BAD_INPUT if no address or no valid one is left
     */
    static @Nullable ScrapeTarget of(ScrapeJob job, Labels discovered) {
        Labels all = job.relabeling().apply(discovered);
        if (all == null) {
            return null;
        }
        String address = all.get(ADDRESS);
        if (address.isEmpty()) {
            throw MuninnException.badInput(
                    "a target of job " + job.settings().name() + " has no address");
        }
        if (address.contains("/")) {
            throw MuninnException.badInput(
                    "\"" + address + "\" is not a valid host name: write host:port only");
        }
        Labels.Builder visible = Labels.builder();
        for (Label label : all.toList()) {
            if (!label.name().startsWith("__")) {
                visible.set(label.name(), label.value());
            }
        }
        if (visible.get("instance").isEmpty()) {
            visible.set("instance", address);
        }
        Duration interval = Measures.duration(all.get(INTERVAL));
        Duration timeout = Measures.duration(all.get(TIMEOUT));
        if (interval.isZero() || timeout.isZero() || timeout.compareTo(interval) > 0) {
            throw MuninnException.badInput(
                    "target " + address + " has interval " + interval + ", timeout " + timeout);
        }
        return new ScrapeTarget(
                job.settings(),
                discovered,
                visible.build(),
                url(job.settings().params(), all),
                interval,
                timeout);
    }

    private static URI url(Map<String, List<String>> params, Labels all) {
        StringBuilder query = new StringBuilder();
        params.forEach(
                (name, values) -> {
                    for (int i = 0; i < values.size(); i++) {
                        String value = i == 0 ? all.get(PARAM + name) : values.get(i);
                        append(query, name, value);
                    }
                });
        for (Label label : all.toList()) {
            String name = label.name();
            if (name.startsWith(PARAM) && !params.containsKey(name.substring(PARAM.length()))) {
                append(query, name.substring(PARAM.length()), label.value());
            }
        }
        String path = all.get(METRICS_PATH);
        String text =
                all.get(SCHEME)
                        + "://"
                        + all.get(ADDRESS)
                        + (path.startsWith("/") ? "" : "/")
                        + path
                        + (query.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + query);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "\"" + text + "\" is not a valid URL", e);
        }
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** The labels of one of the target's series: its own, less what clashes. */
    Labels seriesLabels(Labels scraped) {
        Labels.Builder all = scraped.toBuilder();
        for (Label label : labels.toList()) {
            String own = scraped.get(label.name());
            if (own.isEmpty()) {
                all.set(label.name(), label.value());
            } else if (!settings.honorsLabels()) {
                String exported = "exported_" + label.name();
                while (scraped.has(exported) || labels.has(exported)) {
                    exported = "exported_" + exported;
                }
                all.set(exported, own);
                all.set(label.name(), label.value());
            }
        }
        return all.build();
    }
}

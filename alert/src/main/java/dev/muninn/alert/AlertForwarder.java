package dev.muninn.alert;

import dev.muninn.alert.channel.HttpSender;
import dev.muninn.alert.config.AlertmanagersConfig;
import dev.muninn.alert.config.AlertmanagersFile;
import dev.muninn.alert.config.Settings;
import dev.muninn.alert.forward.ForwardQueue;
import dev.muninn.alert.forward.ForwardedAlert;
import dev.muninn.alert.options.ForwardOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells other Alertmanagers of the alerts of rules, as Prometheus does. Each has a queue of its
 * own, so that one that hangs delays nobody. Safe for use by many threads.
 */
public final class AlertForwarder implements AlertListener, AutoCloseable, TelemetrySource {

    /** Changes the labels of alerts on their way out. */
    @FunctionalInterface
    public interface Relabeling {

        /** The labels to send; empty if the alert is not to be sent. */
        Optional<Labels> apply(Labels labels);
    }

    /** Reads relabel rules. */
    @FunctionalInterface
    public interface RelabelingReader {

        /**
         * Reads a list of rules in JSON.
         *
         * @throws MuninnException of kind BAD_INPUT with what is wrong
         */
        Relabeling read(String where, String list);
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private record Target(ForwardQueue queue, Relabeling relabeling) {

        Stream<ForwardedAlert> relabelled(ForwardedAlert alert) {
            return relabeling.apply(alert.labels()).map(alert::with).stream();
        }
    }

    private final Map<String, String> externalLabels;
    private final Relabeling relabeling;
    private final List<Target> targets;
    private final Clock clock;

    private AlertForwarder(
            Map<String, String> externalLabels,
            Relabeling relabeling,
            List<Target> targets,
            Clock clock) {
        this.externalLabels = externalLabels;
        this.relabeling = relabeling;
        this.targets = List.copyOf(targets);
        this.clock = clock;
    }

    /**
     * Reads who is to hear of alerts, and begins to send.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, of kind NOT_FOUND if the
     *     file is not there
     */
    public static AlertForwarder open(
            ForwardOptions options, RelabelingReader reader, Clock clock) {
        String file = options.config();
        AlertmanagersConfig config =
                file.isEmpty()
                        ? AlertmanagersConfig.NONE
                        : AlertmanagersFile.read(file, text(Path.of(file)));
        List<Target> targets = new ArrayList<>();
        Set<String> urls = new HashSet<>();
        for (AlertmanagersConfig.Section section : config.sections()) {
            Relabeling own = reader.read(file, section.relabelRules());
            for (String url : section.urls()) {
                if (urls.add(url)) {
                    HttpSender sender = new HttpSender(section.http(), section.timeout());
                    targets.add(new Target(new ForwardQueue(url, sender), own));
                }
            }
        }
        for (String address : options.alertmanagers()) {
            String url = checked(address) + "/api/v2/alerts";
            if (urls.add(url)) {
                HttpSender sender = new HttpSender(Settings.NONE, TIMEOUT);
                targets.add(new Target(new ForwardQueue(url, sender), Optional::of));
            }
        }
        AlertForwarder forwarder =
                new AlertForwarder(
                        config.externalLabels(),
                        reader.read(file, config.relabelRules()),
                        targets,
                        clock);
        targets.forEach(target -> target.queue().start());
        return forwarder;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND,
                    "alerting.forward-config names " + file + ", which cannot be read",
                    e);
        }
    }

    private static String checked(String address) {
        String url = address.replaceAll("/+$", "");
        try {
            String scheme = new URI(url).getScheme();
            if ("http".equals(scheme) || "https".equals(scheme)) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw noAddress(address);
        }
        throw noAddress(address);
    }

    private static MuninnException noAddress(String address) {
        return MuninnException.badInput(
                "alerting.alertmanagers has \""
                        + address
                        + "\": write an address like http://alertmanager.example.org:9093");
    }

    /** Where alerts are sent on to: {@code http://host:9093/api/v2/alerts}. */
    public List<String> urls() {
        return targets.stream().map(target -> target.queue().url()).toList();
    }

    @Override
    public void accept(List<Alert> alerts, String generatorUrl, long validForMillis) {
        if (targets.isEmpty()) {
            return;
        }
        List<ForwardedAlert> forwarded = new ArrayList<>();
        for (Alert alert : alerts) {
            if (alert.state() == Alert.State.PENDING) {
                continue;
            }
            boolean isResolved = alert.state() == Alert.State.RESOLVED;
            relabeling
                    .apply(withExternal(alert.labels()))
                    .ifPresent(
                            labels ->
                                    forwarded.add(
                                            new ForwardedAlert(
                                                    labels,
                                                    alert.annotations(),
                                                    alert.firedAtMillis(),
                                                    isResolved
                                                            ? alert.resolvedAtMillis()
                                                            : clock.millis() + validForMillis,
                                                    generatorUrl)));
        }
        for (Target target : targets) {
            target.queue().add(forwarded.stream().flatMap(target::relabelled).toList());
        }
    }

    private Labels withExternal(Labels labels) {
        if (externalLabels.isEmpty()) {
            return labels;
        }
        Labels.Builder builder = labels.toBuilder();
        externalLabels.forEach(
                (name, value) -> {
                    if (!labels.has(name)) {
                        builder.set(name, value);
                    }
                });
        return builder.build();
    }

    @Override
    public void report(Telemetry to) {
        for (Target target : targets) {
            ForwardQueue.Figures figures = target.queue().figures();
            String url = target.queue().url();
            to.gauge(
                    "muninn_alert_forward_queue_alerts",
                    "Alerts on their way to another Alertmanager.",
                    figures.waiting(),
                    "alertmanager",
                    url);
            to.gauge(
                    "muninn_alert_forward_up",
                    "Whether the other Alertmanager took what it was sent last.",
                    figures.isWell() ? 1 : 0,
                    "alertmanager",
                    url);
            to.counter(
                    "muninn_alert_forward_sent_total",
                    "Alerts another Alertmanager took.",
                    (double) figures.sent(),
                    "alertmanager",
                    url);
            to.counter(
                    "muninn_alert_forward_failures_total",
                    "Attempts another Alertmanager did not take.",
                    (double) figures.failures(),
                    "alertmanager",
                    url);
            to.counter(
                    "muninn_alert_forward_dropped_total",
                    "Alerts another Alertmanager was not told of: refused, or too many.",
                    (double) figures.dropped(),
                    "alertmanager",
                    url);
        }
    }

    /** Ends all queues; each offers once more what still waits. */
    @Override
    public void close() {
        targets.forEach(target -> target.queue().close());
    }
}

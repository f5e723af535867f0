package dev.muninn.alert.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.channel.AnswerAdvice;
import dev.muninn.alert.channel.ChannelTrial;
import dev.muninn.alert.channel.Channels;
import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.deliver.ChannelState;
import dev.muninn.alert.journal.Acknowledgement;
import dev.muninn.alert.notify.AlertPage;
import dev.muninn.alert.notify.GroupPage;
import dev.muninn.alert.notify.GroupQuery;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.notify.NotifyView;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.alert.notify.NotifyView.ShownGroup;
import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the pages of alerting ask and Alertmanager's API does not tell. */
public final class AlertingApi {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int DEFAULT_GROUPS = 100;
    private static final int DEFAULT_ALERTS_EACH = 50;
    private static final int DEFAULT_PREVIEWED = 20;

    /** More than a page draws; other programs want all of it. */
    private static final int MAX_SHOWN = 100_000;

    /** Forgotten acknowledgements are the price of those without an end. */
    private static final Duration DEFAULT_CARE = Duration.ofHours(4);

    private final Notifications notifications;
    private final NotifyView view;
    private final Function<RoutingConfig, Channels> channels;
    private final Reasons reasons;
    private final PastMessages past;
    private final Clock clock;

    public AlertingApi(
            Notifications notifications, Function<RoutingConfig, Channels> channels, Clock clock) {
        this.notifications = notifications;
        this.channels = channels;
        this.clock = clock;
        view = notifications.view();
        reasons = new Reasons(view);
        past = new PastMessages(notifications.journal(), clock);
    }

    /** The routes of an alert with the labels {@code label=name=value}, at the time {@code at}. */
    public Object explain(Function<String, List<String>> parameters) {
        Labels labels = LabelParameters.read(parameters.apply("label"));
        return reasons.of(labels, new Asked(parameters).time("at", clock.millis()));
    }

    /** A page of the messages of a time, the newest first. */
    public Object history(Function<String, List<String>> parameters) {
        return past.list(new Asked(parameters));
    }

    public Object channels() {
        List<Object> shown = new ArrayList<>();
        for (ChannelState state : notifications.outbox().states()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("name", state.name());
            row.put("ok", state.isWell());
            row.put("lastError", state.lastError());
            row.put("advice", state.isWell() ? "" : AnswerAdvice.of(state.lastError()));
            row.put("lastTold", state.lastToldMillis() / 1000.0);
            row.put("lastFailed", state.lastFailedMillis() / 1000.0);
            row.put("told", state.told());
            row.put("failed", state.failed());
            row.put("waiting", (long) state.waiting());
            row.put("nextAttempt", momentOrNull(state.nextAttemptMillis()));
            row.put("oldest", momentOrNull(state.oldestMillis()));
            shown.add(row);
        }
        return Map.of("channels", shown);
    }

    private static @Nullable Double momentOrNull(long millis) {
        return millis == Long.MAX_VALUE ? null : millis / 1000.0;
    }

    /** Sends a marked test, firing and then resolved. */
    public Object test(String name) {
        RoutingConfig config = view.config();
        for (Receiver receiver : config.receivers()) {
            for (ChannelConfig channel : receiver.channels()) {
                if (channel.name().equals(name)) {
                    return test(config, channel);
                }
            }
        }
        throw new MuninnException(MuninnException.Kind.NOT_FOUND, "there is no channel " + name);
    }

    private Object test(RoutingConfig config, ChannelConfig channel) {
        return tree(new ChannelTrial(clock).run(channel, channels.apply(config).open(channel)));
    }

    /** How a test of a channel went. */
    public static Object tree(ChannelTrial.Result result) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("channel", result.channel());
        tree.put("ok", result.isTold());
        tree.put("latency_ms", result.latencyMillis());
        tree.put("detail", result.detail());
        tree.put("advice", result.advice());
        return tree;
    }

    /**
     * The groups of alerts that pass {@code filter}, the worst first: {@code limit} of them after
     * {@code offset}, with {@code alerts} of each; or the one of the key {@code group}.
     */
    public Object groups(Function<String, List<String>> parameters) {
        Asked asked = new Asked(parameters);
        GroupPage page =
                view.page(
                        new GroupQuery(
                                asked.matchers(),
                                asked.text("group", ""),
                                asked.count("offset", 0, Integer.MAX_VALUE / 2),
                                asked.count("limit", DEFAULT_GROUPS, MAX_SHOWN),
                                asked.count("alerts", DEFAULT_ALERTS_EACH, MAX_SHOWN)));
        List<Object> groups = new ArrayList<>();
        for (ShownGroup group : page.shown()) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("groupKey", group.key());
            tree.put("labels", AlertmanagerApi.map(group.labels()));
            tree.put("receiver", group.route().receiver());
            tree.put("nextFlush", group.nextFlushMillis() / 1000.0);
            tree.put("acknowledgement", tree(group.acknowledgement()));
            tree.put("alertCount", group.alertCount());
            tree.put("alerts", group.alerts().stream().map(AlertingApi::tree).toList());
            groups.add(tree);
        }
        return Map.of("groups", groups, "groupCount", page.groups(), "alertCount", page.alerts());
    }

    /**
     * How many alerts a silence with {@code filter} would keep quiet now, some of them, and its
     * matchers as Alertmanager's API takes them.
     */
    public Object previewSilence(Function<String, List<String>> parameters) {
        Asked asked = new Asked(parameters);
        List<Matcher> matchers = asked.matchers();
        AlertPage page = view.page(matchers, asked.count("limit", DEFAULT_PREVIEWED, MAX_SHOWN));
        return Map.of(
                "matchers",
                matchers.stream().map(AlertmanagerApi::tree).toList(),
                "alertCount",
                page.alerts(),
                "alerts",
                page.shown().stream().map(AlertingApi::tree).toList());
    }

    private static @Nullable Object tree(@Nullable Acknowledgement made) {
        if (made == null) {
            return null;
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("person", made.person());
        tree.put("note", made.note());
        tree.put("at", made.madeAtMillis() / 1000.0);
        tree.put("until", made.untilMillis() / 1000.0);
        return tree;
    }

    private static Object tree(ShownAlert shown) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("fingerprint", Fingerprint.of(shown.alert().labels()));
        tree.put("labels", AlertmanagerApi.map(shown.alert().labels()));
        tree.put("annotations", shown.alert().annotations());
        tree.put("startsAt", shown.alert().startsAtMillis() / 1000.0);
        tree.put("generatorURL", shown.alert().generatorUrl());
        tree.put("state", shown.quiet().isQuiet() ? "suppressed" : "active");
        tree.put("quiet", Reasons.tree(shown.quiet()));
        return tree;
    }

    /** Writes down who takes care of a group, and until when. */
    public Object acknowledge(byte[] body) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(body);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "the body is no JSON: " + e.getMessage(), e);
        }
        String key = tree.path("groupKey").asText("");
        Set<String> firing = new TreeSet<>();
        view.firing(key).forEach(labels -> firing.add(Fingerprint.of(labels)));
        if (firing.isEmpty()) {
            throw new MuninnException(
                    MuninnException.Kind.NOT_FOUND, "no group " + key + " fires now");
        }
        long now = clock.millis();
        Duration care =
                tree.has("for") ? PromDuration.parse(tree.path("for").asText()) : DEFAULT_CARE;
        Acknowledgement made =
                new Acknowledgement(
                        key,
                        tree.path("person").asText("somebody"),
                        tree.path("note").asText(""),
                        now,
                        now + care.toMillis(),
                        firing);
        notifications.acknowledge(made);
        Object shown = tree(made);
        return shown == null ? Map.of() : shown;
    }

    /** The routing tree, with how many alerts fire on each route. */
    public Object routes() {
        return new RouteTree(view).tree();
    }

    /** Who was told how often, which alerts were noisy, and how long they lasted. */
    public Object report(Function<String, List<String>> parameters) {
        return past.report(new Asked(parameters));
    }
}

package dev.muninn.alert.api;

import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.lease.LeaseStatus;
import dev.muninn.alert.notify.Notifications;
import dev.muninn.alert.notify.NotifyView;
import dev.muninn.alert.notify.NotifyView.ShownAlert;
import dev.muninn.alert.notify.NotifyView.ShownGroup;
import dev.muninn.alert.notify.Quiet;
import dev.muninn.alert.route.Fingerprint;
import dev.muninn.alert.route.Silence;
import dev.muninn.model.Clock;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers as Alertmanager does; trees of maps, lists, texts, numbers and booleans. */
public final class AlertmanagerApi {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Notifications notifications;
    private final NotifyView view;
    private final Clock clock;
    private final String version;
    private final long startedAtMillis;

    public AlertmanagerApi(Notifications notifications, Clock clock, String version) {
        this.notifications = notifications;
        this.clock = clock;
        this.version = version;
        view = notifications.view();
        startedAtMillis = clock.millis();
    }

    /**
     * Takes a list of alerts in; those that are right are kept even if others are not.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong
     */
    public void post(byte[] body) {
        AlertBodies.Posted posted =
                AlertBodies.alerts(body, view.config().resolveTimeout(), clock.millis());
        notifications.put(posted.alerts());
        if (!posted.problems().isEmpty()) {
            throw MuninnException.badInput(posted.whatIsWrong());
        }
    }

    /** The alerts that have not ended. */
    public List<Object> alerts(Function<String, List<String>> parameters) {
        AlertFilter filter = new AlertFilter(parameters);
        List<ShownAlert> found = new ArrayList<>(view.alerts(filter::wants));
        found.removeIf(alert -> !filter.wants(alert));
        Comparator<ShownAlert> byFingerprint =
                Comparator.comparing(shown -> Fingerprint.of(shown.alert().labels()));
        return found.stream().sorted(byFingerprint).map(this::tree).toList();
    }

    /** The alerts in their groups. */
    public List<Object> groups(Function<String, List<String>> parameters) {
        AlertFilter filter = new AlertFilter(parameters);
        List<Object> groups = new ArrayList<>();
        for (ShownGroup group :
                view.groups(route -> filter.wantsReceiver(route.receiver()), filter::wants)) {
            List<Object> alerts =
                    group.alerts().stream().filter(filter::wants).map(this::tree).toList();
            if (!alerts.isEmpty()) {
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                tree.put("labels", map(group.labels()));
                tree.put("routeLabels", group.route().labels());
                tree.put("receiver", Map.of("name", group.route().receiver()));
                tree.put("alerts", alerts);
                groups.add(tree);
            }
        }
        return groups;
    }

    private Object tree(ShownAlert shown) {
        ActiveAlert alert = shown.alert();
        Quiet quiet = shown.quiet();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("inhibitedBy", quiet.inhibitedBy().stream().map(Fingerprint::of).toList());
        status.put("mutedBy", quiet.mutedBy());
        status.put("silencedBy", quiet.silencedBy());
        status.put("state", quiet.isQuiet() ? "suppressed" : "active");
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("annotations", new TreeMap<>(alert.annotations()));
        tree.put("endsAt", time(alert.endsAtMillis()));
        tree.put("fingerprint", Fingerprint.of(alert.labels()));
        tree.put(
                "receivers", shown.receivers().stream().map(name -> Map.of("name", name)).toList());
        tree.put("startsAt", time(alert.startsAtMillis()));
        tree.put("status", status);
        tree.put("updatedAt", time(alert.updatedAtMillis()));
        tree.put("generatorURL", alert.generatorUrl());
        tree.put("labels", map(alert.labels()));
        return tree;
    }

    static Map<String, String> map(Labels labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Label label : labels.toList()) {
            map.put(label.name(), label.value());
        }
        return map;
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** The silences, those that are at work first. */
    public List<Object> silences(Function<String, List<String>> parameters) {
        List<Matcher> wanted = AlertFilter.matchers(parameters);
        long now = clock.millis();
        return view.silences().stream()
                .filter(silence -> isAbout(silence, wanted))
                .sorted(inOrder(now))
                .map(silence -> tree(silence, now))
                .toList();
    }

    /** Those that are at work first, and of these those that end first. */
    static Comparator<Silence> inOrder(long nowMillis) {
        return Comparator.comparingInt((Silence silence) -> order(silence.stateAt(nowMillis)))
                .thenComparingLong(Silence::endsAtMillis)
                .thenComparing(Silence::id);
    }

    private static int order(Silence.State state) {
        return switch (state) {
            case ACTIVE -> 0;
            case PENDING -> 1;
            case EXPIRED -> 2;
        };
    }

    /** Whether a silence names the labels that a filter asks for. */
    static boolean isAbout(Silence silence, List<Matcher> wanted) {
        for (Matcher filter : wanted) {
            boolean isFound =
                    silence.matchers().stream()
                            .anyMatch(
                                    matcher ->
                                            matcher.name().equals(filter.name())
                                                    && filter.matches(matcher.text()));
            if (!isFound) {
                return false;
            }
        }
        return true;
    }

    static Object tree(Silence silence, long nowMillis) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", silence.id());
        tree.put("status", Map.of("state", silence.stateAt(nowMillis).word()));
        tree.put("updatedAt", time(silence.updatedAtMillis()));
        tree.put("comment", silence.comment());
        tree.put("createdBy", silence.createdBy());
        tree.put("endsAt", time(silence.endsAtMillis()));
        tree.put("matchers", silence.matchers().stream().map(AlertmanagerApi::tree).toList());
        tree.put("startsAt", time(silence.startsAtMillis()));
        if (!silence.annotations().isEmpty()) {
            tree.put("annotations", silence.annotations());
        }
        return tree;
    }

    static Object tree(Matcher matcher) {
        boolean isRegex =
                matcher.kind() == Matcher.Kind.REGEXP || matcher.kind() == Matcher.Kind.NOT_REGEXP;
        boolean isEqual =
                matcher.kind() == Matcher.Kind.EQUAL || matcher.kind() == Matcher.Kind.REGEXP;
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("isEqual", isEqual);
        tree.put("isRegex", isRegex);
        tree.put("name", matcher.name());
        tree.put("value", matcher.text());
        return tree;
    }

    /** The first of the silences, and how many there are in each state. */
    public Object silenceList(Function<String, List<String>> parameters) {
        return new SilenceList(view, clock).tree(new Asked(parameters));
    }

    /**
     * One silence.
     *
     * @throws MuninnException of kind NOT_FOUND if there is none
     */
    public Object silence(String id) {
        Silence silence = view.silence(id);
        if (silence == null) {
            throw new MuninnException(MuninnException.Kind.NOT_FOUND, "silence not found");
        }
        return tree(silence, clock.millis());
    }

    /** Makes or changes a silence. */
    public Object postSilence(byte[] body) {
        return Map.of(
                "silenceID",
                notifications.silences().put(AlertBodies.silence(body, clock.millis())));
    }

    public void expireSilence(String id) {
        notifications.silences().expire(id);
    }

    /** Version, time of the start and configuration without its secrets. */
    public Object status() {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("branch", "");
        info.put("buildDate", "");
        info.put("buildUser", "");
        info.put("goVersion", "");
        info.put("revision", "");
        info.put("version", version);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("cluster", cluster());
        tree.put("config", Map.of("original", view.config().maskedText()));
        tree.put("uptime", time(startedAtMillis));
        tree.put("versionInfo", info);
        return tree;
    }

    /** The servers on one database; they tell each other nothing, so none has an address. */
    private Map<String, Object> cluster() {
        LeaseStatus owner = notifications.owner();
        if (!owner.isShared()) {
            return Map.of("peers", List.of(), "status", "disabled");
        }
        List<Object> peers = new ArrayList<>();
        owner.nodes().forEach(name -> peers.add(Map.of("address", "", "name", name)));
        return Map.of("name", owner.node(), "peers", peers, "status", "ready");
    }

    public List<Object> receivers() {
        List<Object> receivers = new ArrayList<>();
        for (Receiver receiver : view.config().receivers()) {
            Map<String, String> labels = new TreeMap<>(receiver.labels());
            labels.put("name", receiver.name());
            receivers.add(Map.of("name", receiver.name(), "labels", labels));
        }
        return receivers;
    }
}

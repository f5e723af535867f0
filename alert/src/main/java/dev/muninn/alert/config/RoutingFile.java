package dev.muninn.alert.config;

import dev.muninn.alert.route.InhibitRule;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.route.TimeInterval;
import dev.muninn.alert.route.TimeIntervalReader;
import dev.muninn.alert.yaml.Problems;
import dev.muninn.alert.yaml.Section;
import dev.muninn.alert.yaml.YamlText;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code alertmanager.yml}. */
public final class RoutingFile {

    private final Problems problems;
    private final MatcherSyntax syntax;
    private final Settings inherited;

    private RoutingFile(String file, MatcherSyntax syntax, Settings inherited) {
        problems = new Problems(file);
        this.syntax = syntax;
        this.inherited = inherited;
    }

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, a line each with its place
     */
    public static RoutingConfig read(String file, String text, MatcherSyntax syntax) {
        return read(file, text, syntax, Settings.NONE);
    }

    /**
     * Reads a file that stands beside another one.
     *
     * @param global what counts where it has no global section of its own
     * @throws MuninnException as {@link #read(String, String, MatcherSyntax)}
     */
    public static RoutingConfig read(
            String file, String text, MatcherSyntax syntax, Settings global) {
        return new RoutingFile(file, syntax, global).read(YamlText.compose(file, text), file);
    }

    private RoutingConfig read(@Nullable Node root, String file) {
        if (root == null) {
            throw MuninnException.badInput(file + ": no routes provided");
        }
        Section top = new Section(root, problems, "the file");
        Section globalSection = top.section("global");
        Settings global = globalSection == null ? inherited : Shapes.GLOBAL.read(globalSection);
        checkGlobal(global, root);
        Map<String, List<TimeInterval>> intervals = new HashMap<>();
        readIntervals(top, "mute_time_intervals", intervals);
        readIntervals(top, "time_intervals", intervals);
        List<Receiver> receivers = receivers(top, global);
        Set<String> names = new HashSet<>();
        receivers.forEach(receiver -> names.add(receiver.name()));
        Section routeSection = top.section("route");
        Route route = null;
        if (routeSection == null) {
            problems.add(root, "no routes provided");
        } else {
            route = new RouteReader(syntax, names, intervals.keySet()).root(routeSection);
        }
        List<InhibitRule> inhibitRules = inhibitRules(top);
        List<String> templates = top.textList("templates");
        tracing(top.section("tracing"));
        // Where Alertmanager writes down what it does: ours is in the database.
        top.section("event_recorder");
        top.finish();
        problems.throwIfAny();
        if (route == null) {
            throw new AssertionError("a missing route is a problem");
        }
        return new RoutingConfig(
                global,
                route,
                receivers,
                inhibitRules,
                intervals,
                templates,
                SecretMask.mask(root));
    }

    private void checkGlobal(Settings global, Node root) {
        HttpChecks http = new HttpChecks(problem -> problems.add(root, problem));
        http.http(global.section("http_config"));
        http.tls(global.section("smtp_tls_config"));
        new ContentChecks(problem -> problems.add(root, problem))
                .smarthost(global.text("smtp_smarthost"));
        boolean hasSlackUrl =
                global.isGiven("slack_api_url") || global.isGiven("slack_api_url_file");
        boolean hasSlackToken =
                global.isGiven("slack_app_token") || global.isGiven("slack_app_token_file");
        if (hasSlackUrl && hasSlackToken) {
            problems.add(
                    root,
                    "at most one of slack_app_token/slack_app_token_file &"
                            + " slack_api_url/slack_api_url_file must be configured");
        }
        for (String key :
                List.of(
                        "slack_api_url",
                        "slack_app_token",
                        "opsgenie_api_key",
                        "victorops_api_key",
                        "wechat_api_secret",
                        "telegram_bot_token",
                        "rocketchat_token",
                        "rocketchat_token_id",
                        "mattermost_webhook_url",
                        "smtp_auth_password",
                        "smtp_auth_secret")) {
            if (global.isGiven(key) && global.isGiven(key + "_file")) {
                problems.add(
                        root, "at most one of " + key + " & " + key + "_file must be configured");
            }
        }
    }

    private void tracing(@Nullable Section section) {
        if (section != null) {
            Settings tracing = Shapes.TRACING.read(section);
            new ContentChecks(problem -> problems.add(section.node(), problem)).tracing(tracing);
        }
    }

    private void readIntervals(Section top, String key, Map<String, List<TimeInterval>> intervals) {
        for (Node node : top.list(key)) {
            Section section = new Section(node, problems, "time interval");
            String name = section.text("name");
            if (name == null || name.isEmpty()) {
                problems.add(node, "missing name in time interval");
                name = "";
            }
            List<TimeInterval> times = new ArrayList<>();
            for (Node one : section.list("time_intervals")) {
                times.add(TimeIntervalReader.read(new Section(one, problems, "time interval")));
            }
            section.finish();
            if (intervals.put(name, times) != null) {
                problems.add(node, "time interval \"" + name + "\" is not unique");
            }
        }
    }

    private List<Receiver> receivers(Section top, Settings global) {
        List<Receiver> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : top.list("receivers")) {
            Section section = new Section(node, problems, "receiver");
            String name = section.text("name");
            if (name == null || name.isEmpty()) {
                problems.add(node, "missing name in receiver");
                name = "";
            } else if (!names.add(name)) {
                problems.add(node, "notification config name \"" + name + "\" is not unique");
            }
            receivers.add(
                    new Receiver(name, section.texts("labels"), channels(section, name, global)));
            section.finish();
        }
        return receivers;
    }

    private List<ChannelConfig> channels(Section section, String receiver, Settings global) {
        List<ChannelConfig> channels = new ArrayList<>();
        for (ChannelType type : ChannelType.values()) {
            int index = 0;
            for (Node node : section.list(type.key())) {
                Section one = new Section(node, problems, type.word() + " config");
                Settings own = type.shape().read(one);
                new ContentChecks(problem -> problems.add(node, problem)).check(type, own);
                Settings settings =
                        new ChannelChecks(global, problem -> problems.add(node, problem))
                                .complete(type, own);
                channels.add(
                        new ChannelConfig(
                                receiver,
                                type,
                                index++,
                                own.flag("send_resolved", type.sendsResolved()),
                                settings));
            }
        }
        return channels;
    }

    private List<InhibitRule> inhibitRules(Section top) {
        List<InhibitRule> rules = new ArrayList<>();
        for (Node node : top.list("inhibit_rules")) {
            Section section = new Section(node, problems, "inhibit rule");
            MatcherReader matchers = new MatcherReader(section, syntax);
            String name = section.text("name");
            List<Matcher> source =
                    matchers.read("source_match", "source_match_re", "source_matchers");
            List<Matcher> target =
                    matchers.read("target_match", "target_match_re", "target_matchers");
            List<String> equal = section.textList("equal");
            if (equal.contains("")) {
                problems.add(section.place("equal"), "invalid label name \"\" in equal list");
            }
            rules.add(new InhibitRule(name == null ? "" : name, source, target, equal));
            section.finish();
        }
        return rules;
    }
}

package dev.muninn.alert.config;

import static dev.muninn.alert.config.Shape.SPAN;
import static dev.muninn.alert.config.Shape.TEXT;
import static dev.muninn.alert.config.Shape.TREE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muninn.alert.yaml.Problems;
import dev.muninn.alert.yaml.Section;
import dev.muninn.alert.yaml.YamlText;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section {@code alerting} of {@code prometheus.yml}; the other sections are left. */
public final class AlertmanagersFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Shape TARGETS =
            Shape.empty().and(Shape.TEXTS, "targets").and(Shape.TEXT_MAP, "labels");

    private static final Shape ALERTMANAGER =
            Shapes.HTTP
                    .and(TEXT, "scheme", "path_prefix", "api_version")
                    .and(SPAN, "timeout")
                    .and(TREE, "alert_relabel_configs")
                    .and(new Shape.Kind.Many(TARGETS), "static_configs");

    private final Problems problems;

    private AlertmanagersFile(String file) {
        problems = new Problems(file);
    }

    /**
     * Reads a file.
     *
     * @param file its name, for messages
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, a line each with its place
     */
    public static AlertmanagersConfig read(String file, String text) {
        return new AlertmanagersFile(file).read(YamlText.compose(file, text));
    }

    private AlertmanagersConfig read(@Nullable Node root) {
        if (root == null) {
            return AlertmanagersConfig.NONE;
        }
        Section top = new Section(root, problems, "the file");
        Section global = top.section("global");
        Map<String, String> labels = global == null ? Map.of() : global.texts("external_labels");
        Section alerting = top.section("alerting");
        if (alerting == null) {
            problems.throwIfAny();
            return new AlertmanagersConfig(labels, AlertmanagersConfig.NO_RULES, List.of());
        }
        String rules = json(alerting.tree("alert_relabel_configs"));
        List<AlertmanagersConfig.Section> sections = new ArrayList<>();
        for (Node node : alerting.list("alertmanagers")) {
            sections.add(alertmanagers(new Section(node, problems, "alertmanagers")));
        }
        alerting.finish();
        problems.throwIfAny();
        return new AlertmanagersConfig(labels, rules, List.copyOf(sections));
    }

    private AlertmanagersConfig.Section alertmanagers(Section section) {
        if (!section.has("static_configs")) {
            problems.add(
                    section.node(),
                    "alertmanagers are named in static_configs; they are not discovered");
        }
        Settings settings = ALERTMANAGER.read(section);
        String version = settings.text("api_version", "v2");
        if (!version.equals("v2")) {
            problems.add(
                    section.place("api_version"),
                    "api_version is \"" + version + "\": Alertmanager knows v2 only");
        }
        String prefix = "/" + settings.text("path_prefix").replaceAll("^/+|/+$", "");
        List<String> urls = new ArrayList<>();
        for (Settings targets : settings.sections("static_configs")) {
            for (String target : targets.textList("targets")) {
                urls.add(
                        settings.text("scheme", "http")
                                + "://"
                                + target
                                + (prefix.equals("/") ? "" : prefix)
                                + "/api/v2/alerts");
            }
        }
        return new AlertmanagersConfig.Section(
                List.copyOf(urls),
                settings.duration("timeout", TIMEOUT),
                settings,
                json(settings.tree("alert_relabel_configs")));
    }

    private static String json(@Nullable Object tree) {
        try {
            return tree == null ? AlertmanagersConfig.NO_RULES : MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of maps and lists is JSON", e);
        }
    }
}

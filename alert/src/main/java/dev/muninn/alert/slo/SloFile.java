package dev.muninn.alert.slo;

import dev.muninn.alert.yaml.Problems;
import dev.muninn.alert.yaml.Section;
import dev.muninn.model.MuninnException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads objectives in the form of Sloth, version {@code prometheus/v1}.
 *
 * @see <a href="https://sloth.dev/specs/default/">Specification</a>
 */
public final class SloFile {

    private static final String VERSION = "prometheus/v1";

    private final Problems problems;

    private SloFile(Problems problems) {
        this.problems = problems;
    }

    /** Whether a file's top section is one of objectives and not of rules. */
    public static boolean isIn(Section top) {
        return top.has("slos");
    }

    /** The objectives of a file; what is wrong goes to the problems of the section. */
    public static List<Slo> read(Section top) {
        return new SloFile(top.problems()).slos(top);
    }

    private List<Slo> slos(Section top) {
        String version = top.text("version");
        if (!VERSION.equals(version)) {
            problems.add(
                    top.place("version"),
                    "version is \"" + version + "\": objectives are written in " + VERSION);
        }
        String service = needed(top, "service");
        Map<String, String> labels = top.texts("labels");
        List<Slo> slos = new ArrayList<>();
        for (Node node : top.list("slos")) {
            slos.add(slo(new Section(node, problems, "slo"), service, labels));
        }
        top.finish();
        return slos;
    }

    private String needed(Section section, String key) {
        String text = section.text(key);
        if (text == null || text.isBlank()) {
            problems.add(section.node(), section.what() + " has no " + key);
            return "";
        }
        return text;
    }

    private Slo slo(Section section, String service, Map<String, String> common) {
        String name = needed(section, "name");
        double objective = objective(section);
        section.text("description");
        Map<String, String> labels = new LinkedHashMap<>(common);
        labels.putAll(section.texts("labels"));
        Section sli = section.section("sli");
        Section events = sli == null ? null : sli.section("events");
        String errors = "";
        String total = "";
        if (events == null) {
            problems.add(section.node(), "slo " + name + " has no sli.events");
        } else {
            errors = needed(events, "error_query");
            total = needed(events, "total_query");
            events.finish();
        }
        Section alerting = section.section("alerting");
        Slo slo =
                new Slo(
                        service,
                        name,
                        objective,
                        errors,
                        total,
                        labels,
                        text(alerting, "name"),
                        alertLabels(alerting, "page_alert", "critical"),
                        alertLabels(alerting, "ticket_alert", "warning"),
                        texts(alerting, "annotations"));
        section.finish();
        return slo;
    }

    private double objective(Section section) {
        String text = needed(section, "objective");
        try {
            double objective = text.isEmpty() ? 50 : Double.parseDouble(text);
            if (objective > 0 && objective < 100) {
                return objective;
            }
        } catch (NumberFormatException e) {
            problems.add(section.place("objective"), "objective is \"" + text + "\": no number");
            return 50;
        }
        problems.add(
                section.place("objective"),
                "objective is " + text + ": set percent, more than 0 and less than 100");
        return 50;
    }

    private static String text(@Nullable Section section, String key) {
        String text = section == null ? null : section.text(key);
        return text == null ? "" : text;
    }

    private static Map<String, String> texts(@Nullable Section section, String key) {
        return section == null ? Map.of() : section.texts(key);
    }

    /** Labels of both alerts and of one, with a severity in any case. */
    private static Map<String, String> alertLabels(
            @Nullable Section alerting, String key, String severity) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("severity", severity);
        if (alerting != null) {
            labels.putAll(alerting.texts("labels"));
            Section own = alerting.section(key);
            if (own != null) {
                labels.putAll(own.texts("labels"));
            }
        }
        return labels;
    }

    /**
     * A query over a window.
     *
     * @throws MuninnException of kind BAD_INPUT if it does not name its window
     */
    static String over(String query, String window) {
        String filled = query.replaceAll("\\{\\{\\s*\\.window\\s*}}", window);
        if (filled.equals(query)) {
            throw MuninnException.badInput(
                    "the query \"" + query + "\" has no {{.window}} in the place of its range");
        }
        return filled;
    }
}

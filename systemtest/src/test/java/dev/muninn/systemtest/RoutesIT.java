package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts take the routes that amtool says they take. */
class RoutesIT {

    private static final int ROUTES = 50;
    private static final int ALERTS = 1_000;
    private static final List<String> NAMES = List.of("severity", "team", "env", "job", "zone");
    private static final List<String> VALUES = List.of("a", "b", "ab", "critical", "web-1", "");

    @TempDir private Path folder;

    private final Random random = new Random(50);
    private int routes;

    /** A tree of routes with all kinds of matchers, some of which continue. */
    private String tree() {
        StringBuilder receivers = new StringBuilder();
        for (int i = 0; i < ROUTES; i++) {
            receivers.append("  - name: r").append(i).append('\n');
        }
        StringBuilder text = new StringBuilder("route:\n  receiver: r0\n  routes:\n");
        while (routes < ROUTES - 1) {
            route(text, 2, 0);
        }
        return text.append("receivers:\n").append(receivers).toString();
    }

    private void route(StringBuilder text, int indent, int depth) {
        String pad = " ".repeat(indent);
        text.append(pad).append("- receiver: r").append(random.nextInt(ROUTES)).append('\n');
        routes++;
        text.append(pad).append("  matchers:\n");
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(pad).append("    - '").append(matcher()).append("'\n");
        }
        text.append(pad).append("  continue: ").append(random.nextInt(3) == 0).append('\n');
        if (depth < 3 && random.nextBoolean()) {
            text.append(pad).append("  routes:\n");
            for (int i = random.nextInt(4); i >= 0 && routes < ROUTES - 1; i--) {
                route(text, indent + 4, depth + 1);
            }
        }
    }

    private String matcher() {
        String name = one(NAMES);
        return switch (random.nextInt(4)) {
            case 0 -> name + "=\"" + one(VALUES) + "\"";
            case 1 -> name + "!=\"" + one(VALUES) + "\"";
            case 2 -> name + "=~\"" + one(VALUES) + "|" + one(VALUES) + ".*\"";
            default -> name + "!~\"" + one(VALUES) + ".+\"";
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(Map.of("alertname", "X"));
        for (String name : NAMES) {
            String value = one(VALUES);
            if (!value.isEmpty()) {
                labels.put(name, value);
            }
        }
        return labels;
    }

    @Test
    void aTreeOfFiftyRoutesLeadsAThousandAlertsWhereAmtoolSays() throws Exception {
        Path amtool = Peers.binary("amtool");
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), tree());
        int below = 0;
        try (MuninnProcess muninn =
                MuninnProcess.start(folder.resolve("data"), "--set", "alerting.config=" + config)) {
            for (int i = 0; i < ALERTS; i++) {
                Map<String, String> labels = labels();
                List<String> ours = receivers(muninn, labels);
                assertThat(ours).as("%s", labels).isEqualTo(receivers(amtool, config, labels));
                below += ours.equals(List.of("r0")) ? 0 : 1;
            }
        }
        assertThat(below).as("alerts that took a route below the root").isGreaterThan(ALERTS / 2);
    }

    private static List<String> receivers(Path amtool, Path config, Map<String, String> labels)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                amtool.toString(),
                                "config",
                                "routes",
                                "test",
                                "--config.file=" + config));
        labels.forEach((name, value) -> command.add(name + "=" + value));
        String said =
                Peers.output(command)
                        .lines()
                        .filter(line -> !line.startsWith("Warning"))
                        .findFirst()
                        .orElseThrow();
        return List.of(said.split(","));
    }

    private static List<String> receivers(MuninnProcess muninn, Map<String, String> labels) {
        StringBuilder path = new StringBuilder("/api/v1/alerting/explain?");
        labels.forEach(
                (name, value) ->
                        path.append("label=")
                                .append(
                                        URLEncoder.encode(
                                                name + "=" + value, StandardCharsets.UTF_8))
                                .append('&'));
        JsonNode explained = MuninnClient.parse(muninn.client().get(path.toString()).body());
        return explained.findValuesAsText("receiver");
    }
}

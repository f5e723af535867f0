package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** Makes targets of an ingress: one for each path of its hosts, to be probed from outside. */
final class Ingress {

    private static final String PREFIX = ObjectMeta.PREFIX + "ingress_";

    private Ingress() {}

    static List<TargetGroup> targets(JsonValue object) {
        ObjectMeta meta = ObjectMeta.of(object);
        Labels.Builder shared = meta.toLabels(KubernetesRole.INGRESS);
        String className = object.text("spec", "ingressClassName");
        if (!className.isEmpty()) {
            shared.set(PREFIX + "class_name", className);
        }
        List<TargetGroup> targets = new ArrayList<>();
        for (JsonValue rule : object.items("spec", "rules")) {
            String host = rule.text("host");
            shared.set(PREFIX + "scheme", isEncrypted(object, host) ? "https" : "http")
                    .set(PREFIX + "host", host);
            for (String path : paths(rule)) {
                Labels labels = shared.build().with(PREFIX + "path", path);
                String source = "ingress/" + meta.key() + "/" + targets.size();
                targets.add(new TargetGroup(source, List.of(host), labels));
            }
        }
        return targets;
    }

    private static List<String> paths(JsonValue rule) {
        List<String> paths = new ArrayList<>();
        for (JsonValue path : rule.items("http", "paths")) {
            paths.add(path.text("path").isEmpty() ? "/" : path.text("path"));
        }
        return paths.isEmpty() ? List.of("/") : paths;
    }

    private static boolean isEncrypted(JsonValue ingress, String host) {
        return ingress.items("spec", "tls").stream()
                .flatMap(tls -> tls.items("hosts").stream())
                .anyMatch(pattern -> matches(pattern.text(), host));
    }

    /** An asterisk stands for the first part of a name. */
    private static boolean matches(String pattern, String host) {
        int dot = host.indexOf('.');
        return pattern.equals(host)
                || (pattern.startsWith("*.")
                        && dot > 0
                        && pattern.substring(1).equals(host.substring(dot)));
    }
}

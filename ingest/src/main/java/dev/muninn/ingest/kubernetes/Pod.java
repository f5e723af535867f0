package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.HostPort;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pod; there is a target for each port of its containers.
 *
 * @param key its namespace and name
 * @param address empty while it starts, or when it was evicted
 * @param node the name of its node
 * @param meta what is told of the pod as a whole
 */
record Pod(String key, String address, String node, Labels meta, List<Container> containers) {

    private static final String PREFIX = ObjectMeta.PREFIX + "pod_";

    static Pod of(JsonValue object) {
        JsonValue spec = object.at("spec");
        JsonValue status = object.at("status");
        List<Container> containers = new ArrayList<>();
        for (JsonValue container : spec.items("containers")) {
            containers.add(Container.of(container, status.items("containerStatuses"), false));
        }
        for (JsonValue container : spec.items("initContainers")) {
            containers.add(Container.of(container, status.items("initContainerStatuses"), true));
        }
        return new Pod(
                ObjectMeta.of(object).key(),
                status.text("podIP"),
                spec.text("nodeName"),
                meta(object, spec, status),
                List.copyOf(containers));
    }

    private static Labels meta(JsonValue object, JsonValue spec, JsonValue status) {
        Labels.Builder labels =
                ObjectMeta.of(object)
                        .toLabels(KubernetesRole.POD)
                        .set(PREFIX + "ip", status.text("podIP"))
                        .set(PREFIX + "ready", ready(status))
                        .set(PREFIX + "phase", status.text("phase"))
                        .set(PREFIX + "node_name", spec.text("nodeName"))
                        .set(PREFIX + "host_ip", status.text("hostIP"))
                        .set(PREFIX + "uid", object.text("metadata", "uid"));
        for (JsonValue owner : object.items("metadata", "ownerReferences")) {
            if (owner.text("controller").equals("true")) {
                labels.set(PREFIX + "controller_kind", owner.text("kind"))
                        .set(PREFIX + "controller_name", owner.text("name"));
            }
        }
        return labels.build();
    }

    private static String ready(JsonValue status) {
        return status.items("conditions").stream()
                .filter(condition -> condition.text("type").equals("Ready"))
                .map(condition -> condition.text("status").toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("unknown");
    }

    List<TargetGroup> targets() {
        List<TargetGroup> targets = new ArrayList<>();
        if (address.isEmpty()) {
            return targets;
        }
        for (Container container : containers) {
            for (Container.Port port : container.ports()) {
                targets.add(target(container, port));
            }
            if (container.ports().isEmpty()) {
                Labels.Builder labels = meta.toBuilder();
                container.describe(labels);
                targets.add(
                        new TargetGroup(source(container, ""), List.of(address), labels.build()));
            }
        }
        return targets;
    }

    /** The target at a port that a container declares. */
    TargetGroup target(Container container, Container.Port port) {
        Labels.Builder labels = meta.toBuilder();
        container.describe(port, labels);
        return new TargetGroup(
                source(container, port.number()),
                List.of(HostPort.join(address, port.number())),
                labels.build());
    }

    private String source(Container container, String port) {
        return "pod/" + key + "/" + container.name() + "/" + port;
    }
}

package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes targets of endpoints, with what is known of their services, pods and nodes; further ports
 * that those pods declare are targets, too.
 *
 * @param services by namespace and name, as the pods
 * @param nodes by name; empty where their labels are not wanted
 */
record EndpointTargets(
        Map<String, Service> services, Map<String, Pod> pods, Map<String, Node> nodes) {

    List<TargetGroup> of(ServiceEndpoints object) {
        Labels shared = object.meta();
        Service service = services.get(object.service());
        if (service != null) {
            shared = merged(shared, service.meta());
        }
        List<TargetGroup> targets = new ArrayList<>();
        Map<Pod, Set<String>> portsOfPods = new LinkedHashMap<>();
        for (ServiceEndpoints.Endpoint endpoint : object.endpoints()) {
            Pod pod = pods.get(endpoint.pod());
            if (pod != null) {
                portsOfPods.computeIfAbsent(pod, key -> new HashSet<>()).add(endpoint.port());
            }
            String source = "endpoints/" + object.key() + "/" + targets.size();
            List<String> addresses = List.of(endpoint.hostPort());
            targets.add(new TargetGroup(source, addresses, labels(shared, endpoint, pod)));
        }
        for (Map.Entry<Pod, Set<String>> seen : portsOfPods.entrySet()) {
            addOtherPorts(seen.getKey(), seen.getValue(), shared, targets);
        }
        return targets;
    }

    private Labels labels(Labels shared, ServiceEndpoints.Endpoint endpoint, @Nullable Pod pod) {
        Labels.Builder labels = merged(shared, endpoint.meta()).toBuilder();
        Node node = nodes.get(endpoint.node());
        if (node != null) {
            setAll(labels, node.meta());
        }
        if (pod != null) {
            setAll(labels, pod.meta());
            describePort(pod, endpoint.port(), labels);
        }
        return labels.build();
    }

    private static void describePort(Pod pod, String number, Labels.Builder labels) {
        for (Container container : pod.containers()) {
            for (Container.Port port : container.ports()) {
                if (port.number().equals(number)) {
                    container.describe(port, labels);
                    return;
                }
            }
        }
    }

    private static void addOtherPorts(
            Pod pod, Set<String> known, Labels shared, List<TargetGroup> to) {
        if (pod.address().isEmpty()) {
            return;
        }
        for (Container container : pod.containers()) {
            for (Container.Port port : container.ports()) {
                if (!known.contains(port.number())) {
                    TargetGroup target = pod.target(container, port);
                    Labels labels = merged(shared, target.labels());
                    to.add(new TargetGroup(target.source(), target.addresses(), labels));
                }
            }
        }
    }

    private static Labels merged(Labels first, Labels second) {
        Labels.Builder both = first.toBuilder();
        setAll(both, second);
        return both.build();
    }

    private static void setAll(Labels.Builder to, Labels from) {
        for (Label label : from.toList()) {
            to.set(label.name(), label.value());
        }
    }
}

package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * A service; there is a target for each of its ports.
 *
 * @param meta the labels that its endpoints get, too
 */
record Service(Labels meta, List<TargetGroup> targets) {

    private static final String PREFIX = ObjectMeta.PREFIX + "service_";

    static Service of(JsonValue object) {
        ObjectMeta meta = ObjectMeta.of(object);
        Labels labels = meta.toLabels(KubernetesRole.SERVICE).build();
        List<TargetGroup> targets = new ArrayList<>();
        for (JsonValue port : object.items("spec", "ports")) {
            String number = port.text("port");
            targets.add(
                    new TargetGroup(
                            "svc/" + meta.key() + "/" + number,
                            List.of(meta.name() + "." + meta.namespace() + ".svc:" + number),
                            ofPort(labels, object.at("spec"), port)));
        }
        return new Service(labels, List.copyOf(targets));
    }

    private static Labels ofPort(Labels shared, JsonValue spec, JsonValue port) {
        String type = spec.text("type");
        Labels.Builder labels =
                shared.toBuilder()
                        .set(PREFIX + "port_name", port.text("name"))
                        .set(PREFIX + "port_number", port.text("port"))
                        .set(PREFIX + "port_protocol", port.text("protocol"))
                        .set(PREFIX + "type", type);
        if (type.equals("ExternalName")) {
            labels.set(PREFIX + "external_name", spec.text("externalName"));
        } else {
            labels.set(PREFIX + "cluster_ip", spec.text("clusterIP"));
        }
        if (type.equals("LoadBalancer")) {
            labels.set(PREFIX + "loadbalancer_ip", spec.text("loadBalancerIP"));
        }
        return labels.build();
    }
}

package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.HostPort;
import dev.muninn.ingest.target.MetaLabels;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.List;

/**
 * A machine of the cluster; the target is its kubelet.
 *
 * @param meta the labels that targets on it may get, too
 */
record Node(Labels meta, TargetGroup target) {

    /** Which address is scraped, the best first. */
    private static final List<String> ADDRESS_TYPES =
            List.of(
                    "InternalIP",
                    "InternalDNS",
                    "ExternalIP",
                    "ExternalDNS",
                    "LegacyHostIP",
                    "Hostname");

    static Node of(JsonValue object) {
        ObjectMeta meta = ObjectMeta.of(object);
        Labels.Builder labels = meta.toLabels(KubernetesRole.NODE);
        Labels shared = labels.build();
        labels.set("instance", meta.name());
        String providerId = object.text("spec", "providerID");
        if (!providerId.isEmpty()) {
            labels.set(ObjectMeta.PREFIX + "node_provider_id", providerId);
        }
        String best = "";
        int bestRank = ADDRESS_TYPES.size();
        for (JsonValue address : object.items("status", "addresses")) {
            String type = address.text("type");
            String prefix = ObjectMeta.PREFIX + "node_address_";
            MetaLabels.set(labels, prefix, type, address.text("address"));
            int rank = ADDRESS_TYPES.indexOf(type);
            if (rank >= 0 && rank < bestRank) {
                best = address.text("address");
                bestRank = rank;
            }
        }
        String port = object.text("status", "daemonEndpoints", "kubeletEndpoint", "Port");
        List<String> addresses = best.isEmpty() ? List.of() : List.of(HostPort.join(best, port));
        return new Node(shared, new TargetGroup("node/" + meta.name(), addresses, labels.build()));
    }
}

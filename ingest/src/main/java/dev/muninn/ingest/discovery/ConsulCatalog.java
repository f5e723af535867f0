package dev.muninn.ingest.discovery;

import dev.muninn.ingest.target.HostPort;
import dev.muninn.ingest.target.MetaLabels;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes targets of what a Consul agent says of services. */
final class ConsulCatalog {

    private ConsulCatalog() {}

    /** Adds the instance of a service that an entry is of, if it has all tags wanted. */
    static void addTo(List<TargetGroup> groups, YamlSection entry, List<String> wantedTags) {
        YamlSection service = entry.section("Service");
        YamlSection node = entry.section("Node");
        if (service == null || node == null) {
            return;
        }
        List<String> tags = service.texts("Tags");
        Set<String> missing = new HashSet<>(wantedTags);
        tags.forEach(missing::remove);
        if (!missing.isEmpty()) {
            return;
        }
        String serviceAddress = service.text("Address", "");
        String nodeAddress = node.text("Address", "");
        String host = serviceAddress.isEmpty() ? nodeAddress : serviceAddress;
        String port = service.text("Port", "0");
        Labels.Builder labels =
                Labels.builder()
                        .set("__meta_consul_address", nodeAddress)
                        .set("__meta_consul_node", node.text("Node", ""))
                        .set("__meta_consul_dc", node.text("Datacenter", ""))
                        .set("__meta_consul_service", service.text("Service", ""))
                        .set("__meta_consul_service_id", service.text("ID", ""))
                        .set("__meta_consul_service_address", serviceAddress)
                        .set("__meta_consul_service_port", port)
                        // Commas around, so that relabeling can look for ",tag,".
                        .set("__meta_consul_tags", "," + String.join(",", tags) + ",");
        service.textMap("Meta")
                .forEach(
                        (key, value) ->
                                MetaLabels.set(
                                        labels, "__meta_consul_service_metadata_", key, value));
        String address = HostPort.join(host, port);
        groups.add(
                new TargetGroup(
                        "consul/" + service.text("ID", address), List.of(address), labels.build()));
    }
}

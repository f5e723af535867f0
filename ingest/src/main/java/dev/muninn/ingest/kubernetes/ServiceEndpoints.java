package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.target.HostPort;
import dev.muninn.ingest.target.MetaLabels;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a service answers, as an object of kind Endpoints or EndpointSlice says it.
 *
 * @param key its namespace and name
 * @param service namespace and name of the service; empty where there is none
 * @param meta what is told of the object as a whole
 */
record ServiceEndpoints(String key, String service, Labels meta, List<Endpoint> endpoints) {

    /**
     * One address and port.
     *
     * @param port its number; empty where the slice is of all ports
     * @param pod namespace and name of the pod behind it; empty where there is none
     * @param node the name of the node it is on; may be empty
     * @param meta what is told of it alone
     */
    record Endpoint(String address, String port, String pod, String node, Labels meta) {

        String hostPort() {
            return port.isEmpty() ? address : HostPort.join(address, port);
        }
    }

    private static final String SERVICE_NAME = "kubernetes.io/service-name";
    private static final String ENDPOINT = ObjectMeta.PREFIX + "endpoint_";
    private static final String SLICE = ObjectMeta.PREFIX + "endpointslice_";

    /** Reads an object of kind Endpoints, which has the name of its service. */
    static ServiceEndpoints of(JsonValue object) {
        ObjectMeta meta = ObjectMeta.of(object);
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonValue subset : object.items("subsets")) {
            for (JsonValue port : subset.items("ports")) {
                for (JsonValue address : subset.items("addresses")) {
                    endpoints.add(endpoint(address, port, "true"));
                }
                for (JsonValue address : subset.items("notReadyAddresses")) {
                    endpoints.add(endpoint(address, port, "false"));
                }
            }
        }
        return new ServiceEndpoints(
                meta.key(),
                meta.key(),
                meta.toLabels(KubernetesRole.ENDPOINTS).build(),
                List.copyOf(endpoints));
    }

    private static Endpoint endpoint(JsonValue address, JsonValue port, String ready) {
        Labels.Builder labels =
                Labels.builder()
                        .set(ENDPOINT + "port_name", port.text("name"))
                        .set(ENDPOINT + "port_protocol", port.text("protocol"))
                        .set(ENDPOINT + "ready", ready)
                        .set(ENDPOINT + "node_name", address.text("nodeName"))
                        .set(ENDPOINT + "hostname", address.text("hostname"))
                        .set(ENDPOINT + "address_target_kind", address.text("targetRef", "kind"))
                        .set(ENDPOINT + "address_target_name", address.text("targetRef", "name"));
        return new Endpoint(
                address.text("ip"), port.text("port"), pod(address), node(address), labels.build());
    }

    private static String pod(JsonValue address) {
        JsonValue target = address.at("targetRef");
        return target.text("kind").equals("Pod")
                ? ObjectMeta.key(target.text("namespace"), target.text("name"))
                : "";
    }

    private static String node(JsonValue address) {
        JsonValue target = address.at("targetRef");
        return target.text("kind").equals("Node") ? target.text("name") : address.text("nodeName");
    }

    /** Reads an object of kind EndpointSlice, which names its service in a label. */
    static ServiceEndpoints ofSlice(JsonValue object) {
        ObjectMeta meta = ObjectMeta.of(object);
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonValue endpoint : object.items("endpoints")) {
            for (JsonValue port : object.items("ports")) {
                Labels labels = ofSlice(endpoint, port);
                for (JsonValue address : endpoint.items("addresses")) {
                    endpoints.add(
                            new Endpoint(
                                    address.text(),
                                    port.text("port"),
                                    pod(endpoint),
                                    node(endpoint),
                                    labels));
                }
            }
        }
        JsonValue service = object.at("metadata", "labels", SERVICE_NAME);
        return new ServiceEndpoints(
                meta.key(),
                service.text().isEmpty() ? "" : ObjectMeta.key(meta.namespace(), service.text()),
                meta.toLabels(KubernetesRole.ENDPOINTSLICE)
                        .set(SLICE + "address_type", object.text("addressType"))
                        .build(),
                List.copyOf(endpoints));
    }

    private static Labels ofSlice(JsonValue endpoint, JsonValue port) {
        Labels.Builder labels =
                Labels.builder()
                        .set(SLICE + "port_name", port.text("name"))
                        .set(SLICE + "port_protocol", port.text("protocol"))
                        .set(SLICE + "port", port.text("port"))
                        .set(SLICE + "port_app_protocol", port.text("appProtocol"))
                        .set(SLICE + "endpoint_hostname", endpoint.text("hostname"))
                        .set(SLICE + "endpoint_node_name", endpoint.text("nodeName"))
                        .set(SLICE + "endpoint_zone", endpoint.text("zone"))
                        .set(SLICE + "address_target_kind", endpoint.text("targetRef", "kind"))
                        .set(SLICE + "address_target_name", endpoint.text("targetRef", "name"));
        for (Map.Entry<String, JsonValue> condition : endpoint.fields("conditions").entrySet()) {
            MetaLabels.set(
                    labels,
                    SLICE + "endpoint_conditions_",
                    condition.getKey(),
                    condition.getValue().text());
        }
        endpoint.fields("deprecatedTopology")
                .forEach(
                        (name, value) -> {
                            String prefix = SLICE + "endpoint_topology_";
                            MetaLabels.set(labels, prefix, name, value.text());
                            MetaLabels.set(labels, prefix + "present_", name, "true");
                        });
        return labels.build();
    }
}

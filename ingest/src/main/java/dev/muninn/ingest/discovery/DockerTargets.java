package dev.muninn.ingest.discovery;

import dev.muninn.ingest.target.HostPort;
import dev.muninn.ingest.target.MetaLabels;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Makes targets of the running containers of a Docker engine: one for each port and network. */
final class DockerTargets {

    private static final String CONTAINER = "__meta_docker_container_";
    private static final String NETWORK = "__meta_docker_network_";
    private static final String PORT = "__meta_docker_port_";

    /** In the network mode of a container that is in the network of another one. */
    private static final String OF_CONTAINER = "container:";

    private final Discovery.Docker docker;
    private final UnaryOperator<String> engine;
    private final Map<String, JsonValue> containers = new HashMap<>();
    private final Map<String, Labels> networks = new HashMap<>();
    private final List<TargetGroup> groups = new ArrayList<>();

    /**
     * Targets of one engine, to be found once.
     *
     * @param engine answers a path of the API with a body
     */
    DockerTargets(Discovery.Docker docker, UnaryOperator<String> engine) {
        this.docker = docker;
        this.engine = engine;
    }

    /**
     * Asks the engine.
     *
     * @throws MuninnException of kind UNAVAILABLE or BAD_INPUT if there is no usable answer
     */
    List<TargetGroup> find() {
        String filters = docker.filters();
        List<JsonValue> found =
                ask(
                        "/containers/json"
                                + (filters.isEmpty()
                                        ? ""
                                        : "?filters="
                                                + URLEncoder.encode(
                                                        filters, StandardCharsets.UTF_8)));
        found.forEach(container -> containers.put(container.text("Id"), container));
        for (JsonValue network : ask("/networks")) {
            networks.put(network.text("Id"), networkLabels(network));
        }
        found.forEach(this::addContainer);
        return groups;
    }

    private List<JsonValue> ask(String path) {
        return JsonValue.parse(engine.apply(path), docker.host() + path).items();
    }

    private static Labels networkLabels(JsonValue network) {
        Labels.Builder labels =
                Labels.builder()
                        .set(NETWORK + "id", network.text("Id"))
                        .set(NETWORK + "name", network.text("Name"))
                        .set(NETWORK + "scope", network.text("Scope"))
                        .set(NETWORK + "internal", network.text("Internal"))
                        .set(NETWORK + "ingress", network.text("Ingress"));
        setAll(labels, NETWORK + "label_", network.fields("Labels"));
        return labels.build();
    }

    private static void setAll(
            Labels.Builder labels, String prefix, Map<String, JsonValue> fields) {
        fields.forEach((name, value) -> MetaLabels.set(labels, prefix, name, value.text()));
    }

    private void addContainer(JsonValue container) {
        List<JsonValue> names = container.items("Names");
        if (names.isEmpty()) {
            return;
        }
        Labels.Builder labels =
                Labels.builder()
                        .set(CONTAINER + "id", container.text("Id"))
                        .set(CONTAINER + "name", names.getFirst().text())
                        .set(CONTAINER + "network_mode", networkMode(container));
        setAll(labels, CONTAINER + "label_", container.fields("Labels"));
        for (JsonValue network : networksOf(container)) {
            addNetwork(container, network, labels.build());
        }
    }

    private static String networkMode(JsonValue container) {
        return container.text("HostConfig", "NetworkMode");
    }

    /** The networks a container is in, or those of the container whose network it shares. */
    private Collection<JsonValue> networksOf(JsonValue container) {
        JsonValue owner = container;
        Map<String, JsonValue> found = owner.fields("NetworkSettings", "Networks");
        // As many steps as there are containers: two that name each other end nowhere.
        for (int step = 0; found.isEmpty() && step < containers.size(); step++) {
            String mode = networkMode(owner);
            JsonValue next =
                    mode.startsWith(OF_CONTAINER)
                            ? containers.get(mode.substring(OF_CONTAINER.length()))
                            : null;
            if (next == null) {
                break;
            }
            owner = next;
            found = owner.fields("NetworkSettings", "Networks");
        }
        Collection<JsonValue> sorted = new TreeMap<>(found).values();
        return docker.matchesFirstNetwork() ? sorted.stream().limit(1).toList() : sorted;
    }

    private void addNetwork(JsonValue container, JsonValue network, Labels common) {
        String address = network.text("IPAddress");
        Labels.Builder labels = common.toBuilder().set(NETWORK + "ip", address);
        for (Label label :
                networks.getOrDefault(network.text("NetworkID"), Labels.empty()).toList()) {
            labels.set(label.name(), label.value());
        }
        Labels ofNetwork = labels.build();
        int before = groups.size();
        for (JsonValue port : container.items("Ports")) {
            if (port.text("Type").equals("tcp")) {
                addPort(port, address, ofNetwork);
            }
        }
        if (groups.size() == before) {
            boolean isOfHost = networkMode(container).equals("host");
            add(
                    isOfHost
                            ? docker.hostNetworkingHost()
                            : HostPort.join(address, Integer.toString(docker.port())),
                    ofNetwork);
        }
    }

    private void addPort(JsonValue port, String address, Labels ofNetwork) {
        Labels.Builder labels =
                ofNetwork.toBuilder().set(PORT + "private", port.text("PrivatePort"));
        if (!port.text("PublicPort").isEmpty()) {
            labels.set(PORT + "public", port.text("PublicPort"))
                    .set(PORT + "public_ip", port.text("IP"));
        }
        add(HostPort.join(address, port.text("PrivatePort")), labels.build());
    }

    private void add(String address, Labels labels) {
        groups.add(new TargetGroup("docker/" + groups.size(), List.of(address), labels));
    }
}

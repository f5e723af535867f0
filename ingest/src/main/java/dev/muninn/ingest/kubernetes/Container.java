package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** A container of a pod. */
record Container(String name, String id, String image, boolean isInit, List<Port> ports) {

    /** A port that a container declares. */
    record Port(String name, String number, String protocol) {}

    private static final String PREFIX = ObjectMeta.PREFIX + "pod_container_";

    /**
     * Reads a container.
     *
     * @param statuses of all containers of its kind
     */
    static Container of(JsonValue object, List<JsonValue> statuses, boolean isInit) {
        List<Port> ports = new ArrayList<>();
        for (JsonValue port : object.items("ports")) {
            String protocol = port.text("protocol");
            ports.add(
                    new Port(
                            port.text("name"),
                            port.text("containerPort"),
                            protocol.isEmpty() ? "TCP" : protocol));
        }
        String name = object.text("name");
        String id =
                statuses.stream()
                        .filter(status -> status.text("name").equals(name))
                        .map(status -> status.text("containerID"))
                        .findFirst()
                        .orElse("");
        return new Container(name, id, object.text("image"), isInit, List.copyOf(ports));
    }

    /** Sets what is told of the container itself. */
    void describe(Labels.Builder labels) {
        labels.set(PREFIX + "name", name)
                .set(PREFIX + "image", image)
                .set(PREFIX + "init", Boolean.toString(isInit));
        if (!id.isEmpty()) {
            labels.set(PREFIX + "id", id);
        }
    }

    /** Sets what is told of one of its ports. */
    void describe(Port port, Labels.Builder labels) {
        describe(labels);
        labels.set(PREFIX + "port_name", port.name())
                .set(PREFIX + "port_number", port.number())
                .set(PREFIX + "port_protocol", port.protocol());
    }
}

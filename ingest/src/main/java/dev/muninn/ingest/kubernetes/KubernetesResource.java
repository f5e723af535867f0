package dev.muninn.ingest.kubernetes;

import java.util.Locale;

/** A kind of object that the API server lists and watches. */
enum KubernetesResource {
    NODES("/api/v1"),
    SERVICES("/api/v1"),
    PODS("/api/v1"),
    ENDPOINTS("/api/v1"),
    ENDPOINTSLICES("/apis/discovery.k8s.io/v1"),
    INGRESSES("/apis/networking.k8s.io/v1");

    private final String group;

    KubernetesResource(String group) {
        this.group = group;
    }

    /** The path of all objects in a namespace; in the whole cluster where that is empty. */
    String path(String namespace) {
        String plural = name().toLowerCase(Locale.ROOT);
        return namespace.isEmpty() || this == NODES
                ? group + "/" + plural
                : group + "/namespaces/" + namespace + "/" + plural;
    }
}

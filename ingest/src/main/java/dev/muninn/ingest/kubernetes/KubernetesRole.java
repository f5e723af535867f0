package dev.muninn.ingest.kubernetes;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What targets are made of. */
public enum KubernetesRole {
    NODE(KubernetesResource.NODES),
    SERVICE(KubernetesResource.SERVICES),
    POD(KubernetesResource.PODS),
    ENDPOINTS(KubernetesResource.ENDPOINTS),
    ENDPOINTSLICE(KubernetesResource.ENDPOINTSLICES),
    INGRESS(KubernetesResource.INGRESSES);

    private final KubernetesResource resource;

    KubernetesRole(KubernetesResource resource) {
        this.resource = resource;
    }

    /** The role of this name, or null. */
    static @Nullable KubernetesRole parse(String word) {
        for (KubernetesRole role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }

    /** The role's name in configurations and labels. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    KubernetesResource resource() {
        return resource;
    }
}

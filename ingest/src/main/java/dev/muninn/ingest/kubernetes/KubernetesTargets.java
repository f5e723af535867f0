package dev.muninn.ingest.kubernetes;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.model.Clock;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The targets that a cluster has for one role. Safe for use by many threads. */
public final class KubernetesTargets implements AutoCloseable {

    private final KubernetesSettings settings;
    private final KubernetesApi api;
    private final Executor executor;
    private final Clock clock;
    private final List<ResourceWatch<?>> watches = new ArrayList<>();
    private final List<ResourceWatch<Node>> nodes;
    private final List<ResourceWatch<Service>> services;
    private final List<ResourceWatch<Pod>> pods;
    private final List<ResourceWatch<ServiceEndpoints>> endpoints;
    private final List<ResourceWatch<List<TargetGroup>>> ingresses;

    /**
     * Nothing is asked yet.
     *
     * @param executor runs one task for each kind of object, as long as this is open
     */
    public KubernetesTargets(
            KubernetesSettings settings, HttpClients clients, Executor executor, Clock clock) {
        this.settings = settings;
        this.executor = executor;
        this.clock = clock;
        api = new KubernetesApi(clients, settings.access(), settings.apiServer());
        KubernetesRole role = settings.role();
        boolean ofEndpoints =
                role == KubernetesRole.ENDPOINTS || role == KubernetesRole.ENDPOINTSLICE;
        boolean ofPods = ofEndpoints || role == KubernetesRole.POD;
        nodes =
                watches(
                        role == KubernetesRole.NODE || (ofPods && settings.attachesNodes()),
                        KubernetesResource.NODES,
                        Node::of);
        services =
                watches(
                        ofEndpoints || role == KubernetesRole.SERVICE,
                        KubernetesResource.SERVICES,
                        Service::of);
        pods = watches(ofPods, KubernetesResource.PODS, Pod::of);
        endpoints =
                watches(
                        ofEndpoints,
                        role.resource(),
                        role == KubernetesRole.ENDPOINTSLICE
                                ? ServiceEndpoints::ofSlice
                                : ServiceEndpoints::of);
        ingresses =
                watches(
                        role == KubernetesRole.INGRESS,
                        KubernetesResource.INGRESSES,
                        Ingress::targets);
    }

    /** One watch for each namespace; none where the role does not need these objects. */
    private <T> List<ResourceWatch<T>> watches(
            boolean isNeeded, KubernetesResource resource, Function<JsonValue, T> reader) {
        if (!isNeeded) {
            return List.of();
        }
        boolean isOfCluster =
                resource == KubernetesResource.NODES || settings.namespaces().isEmpty();
        List<ResourceWatch<T>> made = new ArrayList<>();
        for (String namespace : isOfCluster ? List.of("") : settings.namespaces()) {
            made.add(
                    new ResourceWatch<>(
                            api,
                            resource.path(namespace),
                            settings.selector(resource),
                            reader,
                            clock));
        }
        watches.addAll(made);
        return List.copyOf(made);
    }

    /** The targets known now; sets going what has ended. */
    public List<TargetGroup> groups() {
        for (ResourceWatch<?> watch : watches) {
            if (watch.isIdle()) {
                executor.execute(watch::run);
            }
        }
        return targets().toList();
    }

    /** Whether the server did not answer, or not as it should, when it was asked last. */
    public boolean isFailing() {
        return watches.stream().anyMatch(ResourceWatch::isFailing);
    }

    private Stream<TargetGroup> targets() {
        return switch (settings.role()) {
            case NODE -> objects(nodes).map(Node::target);
            case SERVICE -> objects(services).map(Service::targets).flatMap(Collection::stream);
            case POD -> {
                Map<String, Node> byName = nodesByName();
                yield objects(pods).flatMap(pod -> targets(pod, byName.get(pod.node())));
            }
            case ENDPOINTS, ENDPOINTSLICE -> {
                EndpointTargets targets =
                        new EndpointTargets(byKey(services), byKey(pods), nodesByName());
                yield objects(endpoints).map(targets::of).flatMap(Collection::stream);
            }
            case INGRESS -> objects(ingresses).flatMap(Collection::stream);
        };
    }

    private static Stream<TargetGroup> targets(Pod pod, @Nullable Node node) {
        return node == null
                ? pod.targets().stream()
                : pod.targets().stream().map(target -> attached(target, node.meta()));
    }

    private static TargetGroup attached(TargetGroup target, Labels more) {
        Labels.Builder labels = target.labels().toBuilder();
        for (Label label : more.toList()) {
            labels.set(label.name(), label.value());
        }
        return new TargetGroup(target.source(), target.addresses(), labels.build());
    }

    private static <T> Stream<T> objects(List<ResourceWatch<T>> watches) {
        return watches.stream().flatMap(watch -> watch.objects().values().stream());
    }

    private static <T> Map<String, T> byKey(List<ResourceWatch<T>> watches) {
        Map<String, T> all = new HashMap<>();
        watches.forEach(watch -> all.putAll(watch.objects()));
        return all;
    }

    /** Nodes have no namespace: their keys begin with the slash. */
    private Map<String, Node> nodesByName() {
        Map<String, Node> byName = new HashMap<>();
        byKey(nodes).forEach((key, node) -> byName.put(key.substring(1), node));
        return byName;
    }

    @Override
    public void close() {
        watches.forEach(ResourceWatch::close);
    }
}

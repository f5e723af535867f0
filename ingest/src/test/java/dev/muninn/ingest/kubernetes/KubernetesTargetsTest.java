package dev.muninn.ingest.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every role against an API server that the test plays, with lists and with changes. */
class KubernetesTargetsTest {

    private static final String PODS = "/api/v1/pods";

    private static final String POD =
            """
            {"metadata": {"name": "shop-1", "namespace": "web", "uid": "u1",
               "resourceVersion": "12",
               "labels": {"app.kubernetes.io/name": "shop"}, "annotations": {"scrape": "yes"},
               "ownerReferences": [{"kind": "ReplicaSet", "name": "shop", "controller": true}]},
             "spec": {"nodeName": "n1",
               "containers": [
                 {"name": "app", "image": "shop:1", "ports": [
                    {"name": "http", "containerPort": 8080, "protocol": "TCP"},
                    {"name": "admin", "containerPort": 8081}]},
                 {"name": "sidecar", "image": "mesh:2"}],
               "initContainers": [{"name": "init", "image": "init:3"}]},
             "status": {"podIP": "10.0.0.7", "hostIP": "192.168.0.1", "phase": "Running",
               "conditions": [{"type": "Ready", "status": "True"}],
               "containerStatuses": [{"name": "app", "containerID": "cri://a"}]}}
            """;

    private static final String STARTING =
            """
            {"metadata": {"name": "shop-2", "namespace": "web", "resourceVersion": "11"},
             "spec": {"containers": [{"name": "app"}]}, "status": {"phase": "Pending"}}
            """;

    private static final String NODE =
            """
            {"metadata": {"name": "n1", "resourceVersion": "3", "labels": {"zone": "a"}},
             "spec": {"providerID": "metal://n1"},
             "status": {"addresses": [{"type": "Hostname", "address": "n1.local"},
                                      {"type": "InternalIP", "address": "192.168.0.1"}],
                        "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}}}}
            """;

    private static final String SERVICE =
            """
            {"metadata": {"name": "shop", "namespace": "web", "resourceVersion": "4",
                          "labels": {"tier": "front"}},
             "spec": {"type": "ClusterIP", "clusterIP": "10.1.0.1",
                      "ports": [{"name": "http", "port": 80, "protocol": "TCP"}]}}
            """;

    private static final String ENDPOINTS =
            """
            {"metadata": {"name": "shop", "namespace": "web", "resourceVersion": "5"},
             "subsets": [{"ports": [{"name": "http", "port": 8080, "protocol": "TCP"}],
               "addresses": [{"ip": "10.0.0.7", "nodeName": "n1",
                              "targetRef": {"kind": "Pod", "namespace": "web", "name": "shop-1"}}],
               "notReadyAddresses": [{"ip": "10.0.0.9", "hostname": "late"}]}]}
            """;

    private static final String SLICE =
            """
            {"metadata": {"name": "shop-abc", "namespace": "web", "resourceVersion": "6",
                          "labels": {"kubernetes.io/service-name": "shop"}},
             "addressType": "IPv4",
             "ports": [{"name": "http", "port": 8080, "protocol": "TCP", "appProtocol": "http"}],
             "endpoints": [{"addresses": ["10.0.0.7"], "nodeName": "n1", "zone": "a",
                            "conditions": {"ready": true, "serving": true, "terminating": false},
                            "targetRef": {"kind": "Pod", "namespace": "web", "name": "shop-1"}}]}
            """;

    private static final String INGRESS =
            """
            {"metadata": {"name": "front", "namespace": "web", "resourceVersion": "7"},
             "spec": {"ingressClassName": "nginx",
               "tls": [{"hosts": ["*.example.com"]}],
               "rules": [{"host": "shop.example.com",
                          "http": {"paths": [{"path": "/cart"}, {"path": ""}]}},
                         {"host": "example.org"}]}}
            """;

    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClients clients = new HttpClients(threads, clock);
    private final FakeApiServer server = new FakeApiServer();
    private KubernetesTargets targets = targets("role: pod");

    @AfterEach
    void stop() {
        targets.close();
        clients.close();
        server.close();
        threads.shutdownNow();
    }

    private static KubernetesSettings read(String settings) {
        return KubernetesSettings.read(
                YamlSection.parse(settings, "prometheus.yml"), new ArrayList<>());
    }

    private KubernetesTargets targets(String settings) {
        return new KubernetesTargets(
                read("api_server: " + server.url() + "/\n" + settings), clients, threads, clock);
    }

    private void open(String settings) {
        targets = targets(settings);
    }

    /** The targets as soon as they are as wanted; fails when that takes too long. */
    private List<TargetGroup> await(Predicate<List<TargetGroup>> wanted) {
        List<TargetGroup> found = List.of();
        for (int i = 0; i < 1000; i++) {
            found = targets.groups();
            if (wanted.test(found)) {
                return found;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("still " + found + "; asked " + server.requests);
    }

    private static List<String> addresses(List<TargetGroup> groups) {
        return groups.stream().flatMap(group -> group.addresses().stream()).toList();
    }

    private List<TargetGroup> await(String... addresses) {
        return await(
                found ->
                        addresses(found).size() == addresses.length
                                && addresses(found).containsAll(List.of(addresses)));
    }

    private static Labels labels(List<TargetGroup> groups, String address) {
        return groups.stream()
                .filter(group -> group.addresses().contains(address))
                .findFirst()
                .orElseThrow()
                .labels();
    }

    private static List<String> texts(Labels labels) {
        return labels.toList().stream()
                .map((Label label) -> label.name() + "=" + label.value())
                .map(text -> text.replace("__meta_kubernetes_", ""))
                .toList();
    }

    @Test
    void findsThePortsOfPodsAndFollowsTheirChanges() {
        server.list(PODS, "\"resourceVersion\": \"11\"", STARTING, POD);
        open("role: pod");
        List<TargetGroup> found = await("10.0.0.7:8080", "10.0.0.7:8081", "10.0.0.7", "10.0.0.7");
        assertThat(texts(labels(found, "10.0.0.7:8080")))
                .containsExactlyInAnyOrder(
                        "namespace=web",
                        "pod_name=shop-1",
                        "pod_ip=10.0.0.7",
                        "pod_ready=true",
                        "pod_phase=Running",
                        "pod_node_name=n1",
                        "pod_host_ip=192.168.0.1",
                        "pod_uid=u1",
                        "pod_controller_kind=ReplicaSet",
                        "pod_controller_name=shop",
                        "pod_label_app_kubernetes_io_name=shop",
                        "pod_labelpresent_app_kubernetes_io_name=true",
                        "pod_annotation_scrape=yes",
                        "pod_annotationpresent_scrape=true",
                        "pod_container_name=app",
                        "pod_container_id=cri://a",
                        "pod_container_image=shop:1",
                        "pod_container_init=false",
                        "pod_container_port_name=http",
                        "pod_container_port_number=8080",
                        "pod_container_port_protocol=TCP");
        assertThat(labels(found, "10.0.0.7").get("__meta_kubernetes_pod_container_name"))
                .isIn("sidecar", "init");

        server.change(PODS, "MODIFIED", POD.replace("10.0.0.7", "10.0.0.8"));
        await("10.0.0.8:8080", "10.0.0.8:8081", "10.0.0.8", "10.0.0.8");
        server.change(PODS, "DELETED", POD);
        await(new String[0]);
    }

    @Test
    void goesOnFromTheLastVersionWhenAStreamEndsAndListsAnewWhenThatIsGone() {
        server.list(PODS, "\"resourceVersion\": \"11\"", STARTING);
        open("role: pod");
        server.change(PODS, "ADDED", POD);
        await(found -> found.size() == 4);
        server.end(PODS);
        await(found -> asked("resourceVersion=12"));

        server.list(PODS, "\"resourceVersion\": \"20\"");
        server.change(PODS, "ERROR", "{\"code\": 410, \"message\": \"too old\"}");
        await(found -> found.isEmpty() && asked("resourceVersion=20"));
    }

    private boolean asked(String query) {
        return server.requests.stream().anyMatch(request -> request.contains(query));
    }

    @Test
    void readsListsPageByPage() {
        server.list(PODS, "\"continue\": \"more\", \"resourceVersion\": \"11\"", POD);
        server.list(PODS, "\"resourceVersion\": \"11\"", POD.replace("shop-1", "shop-3"));
        open("role: pod");
        await(found -> found.size() == 8);
        assertThat(server.requests)
                .startsWith(PODS + "?limit=500", PODS + "?limit=500&continue=more");
    }

    @Test
    void findsTheKubeletsOfNodes() {
        server.list("/api/v1/nodes", "\"resourceVersion\": \"3\"", NODE);
        open("role: node\nauthorization: {credentials: token}");
        List<TargetGroup> found = await("192.168.0.1:10250");
        assertThat(texts(found.getFirst().labels()))
                .containsExactlyInAnyOrder(
                        "instance=n1",
                        "node_name=n1",
                        "node_provider_id=metal://n1",
                        "node_label_zone=a",
                        "node_labelpresent_zone=true",
                        "node_address_Hostname=n1.local",
                        "node_address_InternalIP=192.168.0.1");
        assertThat(server.lastAuthorization).isEqualTo("Bearer token");
    }

    @Test
    void findsThePortsOfServicesOfTheNamespacesThatAreWanted() {
        server.list("/api/v1/namespaces/web/services", "\"resourceVersion\": \"4\"", SERVICE);
        server.list("/api/v1/namespaces/db/services", "\"resourceVersion\": \"4\"");
        open(
                """
                role: service
                namespaces: {names: [web, db]}
                selectors: [{role: service, label: "tier in (front, back)", field: metadata.name=shop}]
                """);
        List<TargetGroup> found = await("shop.web.svc:80");
        assertThat(texts(found.getFirst().labels()))
                .containsExactlyInAnyOrder(
                        "namespace=web",
                        "service_name=shop",
                        "service_label_tier=front",
                        "service_labelpresent_tier=true",
                        "service_type=ClusterIP",
                        "service_cluster_ip=10.1.0.1",
                        "service_port_name=http",
                        "service_port_number=80",
                        "service_port_protocol=TCP");
        await(
                groups ->
                        asked(
                                "/api/v1/namespaces/db/services?limit=500&labelSelector=tier+in+"
                                        + "(front,+back)&fieldSelector=metadata.name=shop"));
    }

    private void listWhatEndpointsNeed() {
        server.list(PODS, "\"resourceVersion\": \"12\"", POD);
        server.list("/api/v1/services", "\"resourceVersion\": \"4\"", SERVICE);
        server.list("/api/v1/nodes", "\"resourceVersion\": \"3\"", NODE);
    }

    @Test
    void joinsEndpointsWithTheirServicesPodsAndNodes() {
        listWhatEndpointsNeed();
        server.list("/api/v1/endpoints", "\"resourceVersion\": \"5\"", ENDPOINTS);
        open("role: endpoints\nattach_metadata: {node: true}");
        List<TargetGroup> found =
                await(
                        groups ->
                                groups.size() == 3
                                        && groups.stream()
                                                .anyMatch(
                                                        one ->
                                                                one.labels()
                                                                        .has(
                                                                                "__meta_kubernetes_node_name"))
                                        && groups.stream()
                                                .allMatch(
                                                        one ->
                                                                one.labels()
                                                                        .has(
                                                                                "__meta_kubernetes_service_name")));
        assertThat(addresses(found))
                .containsExactlyInAnyOrder("10.0.0.7:8080", "10.0.0.9:8080", "10.0.0.7:8081");
        assertThat(texts(labels(found, "10.0.0.7:8080")))
                .contains(
                        "namespace=web",
                        "endpoints_name=shop",
                        "endpoint_ready=true",
                        "endpoint_port_name=http",
                        "endpoint_port_protocol=TCP",
                        "endpoint_node_name=n1",
                        "endpoint_address_target_kind=Pod",
                        "endpoint_address_target_name=shop-1",
                        "service_name=shop",
                        "service_label_tier=front",
                        "pod_name=shop-1",
                        "pod_container_port_name=http",
                        "node_label_zone=a");
        assertThat(texts(labels(found, "10.0.0.9:8080")))
                .contains("endpoint_ready=false", "endpoint_hostname=late", "service_name=shop")
                .noneMatch(text -> text.startsWith("pod_"));
        assertThat(texts(labels(found, "10.0.0.7:8081")))
                .as("a port of the pod that is no port of the service")
                .contains("pod_container_port_name=admin", "service_name=shop")
                .noneMatch(text -> text.startsWith("endpoint_"));
    }

    @Test
    void joinsEndpointSlicesWithTheirServicesAndPods() {
        listWhatEndpointsNeed();
        server.list(
                "/apis/discovery.k8s.io/v1/endpointslices", "\"resourceVersion\": \"6\"", SLICE);
        open("role: endpointslice");
        List<TargetGroup> found =
                await(
                        groups ->
                                groups.size() == 2
                                        && groups.getFirst()
                                                .labels()
                                                .has("__meta_kubernetes_service_name"));
        assertThat(addresses(found)).containsExactlyInAnyOrder("10.0.0.7:8080", "10.0.0.7:8081");
        assertThat(texts(labels(found, "10.0.0.7:8080")))
                .contains(
                        "endpointslice_name=shop-abc",
                        "endpointslice_address_type=IPv4",
                        "endpointslice_port=8080",
                        "endpointslice_port_name=http",
                        "endpointslice_port_protocol=TCP",
                        "endpointslice_port_app_protocol=http",
                        "endpointslice_endpoint_conditions_ready=true",
                        "endpointslice_endpoint_conditions_serving=true",
                        "endpointslice_endpoint_conditions_terminating=false",
                        "endpointslice_endpoint_node_name=n1",
                        "endpointslice_endpoint_zone=a",
                        "endpointslice_address_target_kind=Pod",
                        "endpointslice_address_target_name=shop-1",
                        "service_name=shop",
                        "pod_name=shop-1");
    }

    @Test
    void findsThePathsOfIngresses() {
        server.list("/apis/networking.k8s.io/v1/ingresses", "\"resourceVersion\": \"7\"", INGRESS);
        open("role: ingress");
        List<TargetGroup> found = await("shop.example.com", "shop.example.com", "example.org");
        assertThat(found)
                .extracting(one -> one.labels().get("__meta_kubernetes_ingress_path"))
                .containsExactlyInAnyOrder("/cart", "/", "/");
        assertThat(texts(labels(found, "shop.example.com")))
                .contains(
                        "namespace=web",
                        "ingress_name=front",
                        "ingress_class_name=nginx",
                        "ingress_scheme=https",
                        "ingress_host=shop.example.com");
        assertThat(texts(labels(found, "example.org"))).contains("ingress_scheme=http");
    }

    @Test
    void keepsTryingWhereItIsNotAllowedYet() {
        open("role: pod");
        await(found -> targets.isFailing() && server.requests.size() >= 2);
        server.list(PODS, "\"resourceVersion\": \"12\"", POD);
        await(found -> found.size() == 4);
    }

    @Test
    void refusesSettingsThatItCannotUse() {
        assertThatThrownBy(() -> read("role: podd"))
                .hasMessageContaining("\"podd\" is none of [node, service, pod, endpoints,");
        assertThatThrownBy(() -> read("api_server: http://a")).hasMessageContaining("role");
    }

    @Test
    void signsInByTheAccountOfItsPodWithoutAServer() {
        KubernetesSettings own = read("role: pod");
        assertThat(own.apiServer()).isEqualTo("https://kubernetes.default.svc");
        assertThat(own.access().tls().authority().file())
                .isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt");
    }
}

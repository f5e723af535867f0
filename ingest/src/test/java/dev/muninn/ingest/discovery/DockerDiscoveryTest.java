package dev.muninn.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Discovery at an engine's API that the test plays. */
class DockerDiscoveryTest {

    private static final String CONTAINERS =
            """
            [{"Id": "c1", "Names": ["/shop"], "Labels": {"com.example/team": "web"},
              "HostConfig": {"NetworkMode": "front"},
              "Ports": [{"IP": "0.0.0.0", "PrivatePort": 8080, "PublicPort": 80, "Type": "tcp"},
                        {"PrivatePort": 9100, "Type": "tcp"},
                        {"PrivatePort": 53, "Type": "udp"}],
              "NetworkSettings": {"Networks": {
                  "front": {"NetworkID": "n1", "IPAddress": "172.18.0.2"},
                  "back": {"NetworkID": "n2", "IPAddress": "172.19.0.2"}}}},
             {"Id": "c2", "Names": ["/helper"], "HostConfig": {"NetworkMode": "container:c1"},
              "NetworkSettings": {"Networks": {}}},
             {"Id": "c3", "Names": ["/agent"], "HostConfig": {"NetworkMode": "host"},
              "NetworkSettings": {"Networks": {"host": {"NetworkID": "n3", "IPAddress": ""}}}},
             {"Id": "c4", "Names": ["/lost"], "HostConfig": {"NetworkMode": "container:c4"},
              "NetworkSettings": {"Networks": {}}},
             {"Id": "c5", "Names": []}]
            """;

    private static final String NETWORKS =
            """
            [{"Id": "n1", "Name": "front", "Scope": "local", "Internal": false, "Ingress": true},
             {"Id": "n2", "Name": "back", "Scope": "local", "Internal": true, "Ingress": false,
              "Labels": {"zone": "b"}}]
            """;

    private static final Map<String, String> ANSWERS =
            Map.of("/containers/json", CONTAINERS, "/networks", NETWORKS);

    @TempDir private Path folder;

    private final HttpClients clients = new HttpClients(Runnable::run, new ManualClock(0));
    private final List<String> queries = new ArrayList<>();
    private final HttpServer server;

    DockerDiscoveryTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
        byte[] body =
                ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    private String overTcp() {
        return "host: tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Discovery.Polled read(String settings) {
        String job = "docker_sd_configs:\n- " + settings.indent(2).strip();
        List<String> warnings = new ArrayList<>();
        Discovery discovery =
                DiscoveryReader.read(YamlSection.parse(job, "prometheus.yml"), warnings).getFirst();
        assertThat(warnings).isEmpty();
        return (Discovery.Polled) discovery;
    }

    private Map<String, Labels> find(String settings) {
        return new DiscoveryAsker(clients)
                .ask(read(settings)).stream()
                        .collect(
                                Collectors.toMap(
                                        group -> group.addresses().getFirst(),
                                        TargetGroup::labels));
    }

    @Test
    void findsEachPortOfTheFirstNetworkOfAContainer() {
        Map<String, Labels> found = find(overTcp());
        assertThat(found)
                .containsOnlyKeys(
                        "172.19.0.2:8080", "172.19.0.2:9100", "172.19.0.2:80", "localhost");
        assertThat(String.valueOf(found.get("172.19.0.2:8080")))
                .isEqualTo(
                        Labels.of(
                                        "__meta_docker_container_id", "c1",
                                        "__meta_docker_container_label_com_example_team", "web",
                                        "__meta_docker_container_name", "/shop",
                                        "__meta_docker_container_network_mode", "front",
                                        "__meta_docker_network_id", "n2",
                                        "__meta_docker_network_ingress", "false",
                                        "__meta_docker_network_internal", "true",
                                        "__meta_docker_network_ip", "172.19.0.2",
                                        "__meta_docker_network_label_zone", "b",
                                        "__meta_docker_network_name", "back",
                                        "__meta_docker_network_scope", "local",
                                        "__meta_docker_port_private", "8080",
                                        "__meta_docker_port_public", "80",
                                        "__meta_docker_port_public_ip", "0.0.0.0")
                                .toString());
        assertThat(String.valueOf(found.get("172.19.0.2:80")))
                .as("a container in the network of another one, at the port of those without")
                .contains("__meta_docker_container_name=\"/helper\"");
        assertThat(String.valueOf(found.get("localhost")))
                .contains("__meta_docker_container_name=\"/agent\"");
    }

    @Test
    void findsEveryNetworkWhereThatIsWanted() {
        assertThat(
                        find(
                                """
                                %s
                                match_first_network: false
                                port: 9999
                                host_networking_host: outside
                                """
                                        .formatted(overTcp())))
                .containsOnlyKeys(
                        "172.18.0.2:8080",
                        "172.18.0.2:9100",
                        "172.19.0.2:8080",
                        "172.19.0.2:9100",
                        "172.18.0.2:9999",
                        "172.19.0.2:9999",
                        "outside");
    }

    @Test
    void asksForTheContainersThatAreWantedOnly() {
        find(
                """
                %s
                filters:
                - {name: label, values: ["a=\\"b\\"", c]}
                - {name: status, values: [running]}
                """
                        .formatted(overTcp()));
        assertThat(queries)
                .containsExactly(
                        "filters={\"label\":[\"a=\\\"b\\\"\",\"c\"],\"status\":[\"running\"]}",
                        "null");
    }

    @Test
    void asksTheEngineAtItsSocketFile() throws Exception {
        Path file = folder.resolve("docker.sock");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(file));
            Thread engine = Thread.startVirtualThread(() -> answerTwice(socket));
            assertThat(find("host: unix://" + file)).containsKey("172.19.0.2:8080");
            engine.join();
        }
        assertThatThrownBy(() -> find("host: unix://" + file))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("docker.sock");
    }

    private static void answerTwice(ServerSocketChannel socket) {
        for (int i = 0; i < 2; i++) {
            try (SocketChannel client = socket.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1000);
                client.read(request);
                String path = new String(request.array(), StandardCharsets.US_ASCII).split(" ")[1];
                String answer = "HTTP/1.0 200 OK\r\nServer: Docker\r\n\r\n" + ANSWERS.get(path);
                client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void refusesAddressesThatItCannotAsk() {
        assertThatThrownBy(() -> read("host: /var/run/docker.sock"))
                .hasMessageContaining("write unix:///path");
    }
}

package dev.muninn.ingest.discovery;

import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.access.HttpClients;
import dev.muninn.ingest.target.TargetGroup;
import dev.muninn.ingest.target.TargetGroups;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks for targets; waits for the answer. Safe for use by many threads. */
final class DiscoveryAsker {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClients clients;
    private final DnsLookup dns = new DnsLookup("");

    DiscoveryAsker(HttpClients clients) {
        this.clients = clients;
    }

    /**
     * The groups there are now.
     *
     * @throws MuninnException of kind UNAVAILABLE or BAD_INPUT if there is no usable answer
     */
    List<TargetGroup> ask(Discovery.Polled discovery) {
        return switch (discovery) {
            case Discovery.Http http -> http(http);
            case Discovery.Dns names -> dns.find(names);
            case Discovery.Consul consul -> consul(consul);
            case Discovery.Docker docker -> docker(docker);
        };
    }

    private List<TargetGroup> http(Discovery.Http http) {
        List<TargetGroup> groups = new ArrayList<>();
        for (TargetGroup group :
                TargetGroups.read(
                        YamlSection.parseList(get(http.url(), http.access()), http.url()),
                        http.url())) {
            Labels labels = group.labels().with("__meta_url", http.url());
            groups.add(new TargetGroup(group.source(), group.addresses(), labels));
        }
        return groups;
    }

    private List<TargetGroup> consul(Discovery.Consul consul) {
        List<String> services = consul.services();
        if (services.isEmpty()) {
            String url = consul.server() + "/v1/catalog/services";
            services = YamlSection.parse(get(url, consul.access()), url).keys();
        }
        List<TargetGroup> groups = new ArrayList<>();
        for (String service : services) {
            String url =
                    consul.server()
                            + "/v1/health/service/"
                            + URLEncoder.encode(service, StandardCharsets.UTF_8);
            for (YamlSection entry : YamlSection.parseList(get(url, consul.access()), url)) {
                ConsulCatalog.addTo(groups, entry, consul.tags());
            }
        }
        return groups;
    }

    private List<TargetGroup> docker(Discovery.Docker docker) {
        UnixSocketClient socket = UnixSocketClient.of(docker.host(), TIMEOUT);
        return new DockerTargets(
                        docker,
                        path ->
                                socket == null
                                        ? get(docker.host() + path, docker.access())
                                        : socket.get(path))
                .find();
    }

    private String get(String url, HttpAccess access) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", "application/json")
                        .timeout(TIMEOUT);
        clients.sign(request, access);
        try {
            HttpResponse<String> answer =
                    clients.of(access).send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new MuninnException(
                        MuninnException.Kind.UNAVAILABLE,
                        url + " answers with status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, url + ": " + HttpClients.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MuninnException(MuninnException.Kind.CANCELLED, "interrupted", e);
        }
    }
}

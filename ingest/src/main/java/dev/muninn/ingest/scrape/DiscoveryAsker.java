package dev.muninn.ingest.scrape;

import dev.muninn.ingest.scrape.ScrapeJob.TargetGroup;
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
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** Asks for targets; waits for the answer. Safe for use by many threads. */
final class DiscoveryAsker {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClients clients;

    DiscoveryAsker(HttpClients clients) {
        this.clients = clients;
    }

    /**
     * The groups there are now.
     *
     * @throws MuninnException of kind UNAVAILABLE or BAD_INPUT if there is no usable answer
     */
    List<TargetGroup> ask(Discovery discovery) {
        return switch (discovery) {
            case Discovery.Http http -> http(http);
            case Discovery.Dns dns -> dns(dns);
            case Discovery.Consul consul -> consul(consul);
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
                    MuninnException.Kind.UNAVAILABLE, url + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MuninnException(MuninnException.Kind.CANCELLED, "interrupted", e);
        }
    }

    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // records of DNS as texts; no object is looked up
    private static List<TargetGroup> dns(Discovery.Dns dns) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        List<TargetGroup> groups = new ArrayList<>();
        try {
            DirContext context = new InitialDirContext(environment);
            for (String name : dns.names()) {
                Attribute records =
                        context.getAttributes(name, new String[] {dns.type()}).get(dns.type());
                List<String> addresses = new ArrayList<>();
                if (records != null) {
                    NamingEnumeration<?> all = records.getAll();
                    while (all.hasMore()) {
                        addresses.add(address(dns, String.valueOf(all.next())));
                    }
                }
                groups.add(
                        new TargetGroup(
                                "dns/" + name, addresses, Labels.of("__meta_dns_name", name)));
            }
            context.close();
        } catch (NamingException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE, "dns " + dns.names() + ": " + e, e);
        }
        return groups;
    }

    /** {@code priority weight port target.} of SRV, {@code priority target.} of MX, or a name. */
    private static String address(Discovery.Dns dns, String record) {
        String[] parts = record.split(" ");
        String host = parts[parts.length - 1];
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.contains(":")) {
            host = "[" + host + "]";
        }
        return host + ":" + (dns.type().equals("SRV") ? parts[2] : Integer.toString(dns.port()));
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
                consul(entry, consul.tags(), groups);
            }
        }
        return groups;
    }

    private static void consul(YamlSection entry, List<String> wanted, List<TargetGroup> into) {
        YamlSection service = entry.section("Service");
        YamlSection node = entry.section("Node");
        if (service == null || node == null) {
            return;
        }
        List<String> tags = service.texts("Tags");
        Set<String> missing = new HashSet<>(wanted);
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
                                labels.set(
                                        "__meta_consul_service_metadata_"
                                                + key.replaceAll("[^A-Za-z0-9_]", "_"),
                                        value));
        String address = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        into.add(
                new TargetGroup(
                        "consul/" + service.text("ID", address), List.of(address), labels.build()));
    }
}

package dev.muninn.ingest.discovery;

import dev.muninn.ingest.access.Credentials;
import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.kubernetes.KubernetesSettings;
import dev.muninn.ingest.wire.JsonValue;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Reads the discoveries of one job. */
public final class DiscoveryReader {

    private static final List<String> DNS_TYPES = List.of("SRV", "A", "AAAA", "MX", "NS");

    private static final Pattern DOCKER_HOST = Pattern.compile("unix:///.+|(tcp|https?)://[^/]+/?");

    private DiscoveryReader() {}

    /** The discoveries that the section of a job names. */
    public static List<Discovery> read(YamlSection job, List<String> warnings) {
        List<Discovery> discoveries = new ArrayList<>();
        for (YamlSection section : job.sections("http_sd_configs")) {
            discoveries.add(
                    new Discovery.Http(
                            section.requiredText("url"),
                            refresh(section, 60),
                            HttpAccess.read(section, warnings)));
            section.finish();
        }
        for (YamlSection section : job.sections("dns_sd_configs")) {
            discoveries.add(dns(section));
            section.finish();
        }
        for (YamlSection section : job.sections("consul_sd_configs")) {
            discoveries.add(consul(section, warnings));
            section.finish();
        }
        for (YamlSection section : job.sections("docker_sd_configs")) {
            discoveries.add(docker(section, warnings));
            section.finish();
        }
        for (YamlSection section : job.sections("kubernetes_sd_configs")) {
            discoveries.add(new Discovery.Kubernetes(KubernetesSettings.read(section, warnings)));
        }
        return List.copyOf(discoveries);
    }

    private static Duration refresh(YamlSection section, long usualSeconds) {
        return section.duration("refresh_interval", Duration.ofSeconds(usualSeconds));
    }

    private static Discovery dns(YamlSection section) {
        String type = section.text("type", "SRV").toUpperCase(Locale.ROOT);
        int port = port(section, 0);
        if (!DNS_TYPES.contains(type)) {
            throw section.fault("type", "\"" + type + "\" is none of " + DNS_TYPES);
        }
        if (port == 0 && !type.equals("SRV")) {
            throw section.fault("type", "records of type " + type + " need the key port");
        }
        return new Discovery.Dns(section.texts("names"), type, port, refresh(section, 30));
    }

    private static int port(YamlSection section, int usual) {
        try {
            return Integer.parseInt(section.text("port", Integer.toString(usual)));
        } catch (NumberFormatException e) {
            throw section.fault("port", "is no number");
        }
    }

    private static Discovery docker(YamlSection section, List<String> warnings) {
        String host = section.requiredText("host");
        if (!DOCKER_HOST.matcher(host).matches()) {
            throw section.fault(
                    "host", "\"" + host + "\": write unix:///path, or tcp://, http(s):// and host");
        }
        return new Discovery.Docker(
                host.replaceFirst("^tcp:", "http:").replaceFirst("/$", ""),
                port(section, 80),
                section.text("host_networking_host", "localhost"),
                dockerFilters(section),
                section.flag("match_first_network", true),
                refresh(section, 60),
                HttpAccess.read(section, warnings));
    }

    /** As the API wants them: {@code {"name":["value","value"]}}. */
    private static String dockerFilters(YamlSection section) {
        StringJoiner filters = new StringJoiner(",", "{", "}").setEmptyValue("");
        for (YamlSection filter : section.sections("filters")) {
            StringJoiner values = new StringJoiner(",", "[", "]");
            filter.texts("values").forEach(value -> values.add(JsonValue.quoted(value)));
            filters.add(JsonValue.quoted(filter.requiredText("name")) + ":" + values);
            filter.finish();
        }
        return filters.toString();
    }

    private static Discovery consul(YamlSection section, List<String> warnings) {
        String server =
                section.text("scheme", "http") + "://" + section.text("server", "localhost:8500");
        HttpAccess access = HttpAccess.read(section, warnings);
        String token = section.text("token", "");
        if (!token.isEmpty()) {
            access =
                    new HttpAccess(
                            access.followsRedirects(),
                            new Credentials.Token("Bearer", new Credentials.Secret(token, "")),
                            access.tls(),
                            access.headers());
        }
        for (String key :
                List.of(
                        "datacenter",
                        "namespace",
                        "partition",
                        "node_meta",
                        "allow_stale",
                        "filter",
                        "tag_separator")) {
            section.ignore(key, warnings);
        }
        Discovery.Consul read =
                new Discovery.Consul(
                        server,
                        section.texts("services"),
                        section.texts("tags"),
                        refresh(section, 30),
                        access);
        if (read.refresh().isZero()) {
            throw MuninnException.badInput("refresh_interval of consul_sd_configs is 0");
        }
        return read;
    }
}

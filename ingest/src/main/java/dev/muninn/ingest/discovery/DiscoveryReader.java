package dev.muninn.ingest.discovery;

import dev.muninn.ingest.access.Credentials;
import dev.muninn.ingest.access.HttpAccess;
import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the discoveries of one job. */
public final class DiscoveryReader {

    private static final List<String> DNS_TYPES = List.of("SRV", "A", "AAAA", "MX", "NS");

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
        return List.copyOf(discoveries);
    }

    private static Duration refresh(YamlSection section, long usualSeconds) {
        return section.duration("refresh_interval", Duration.ofSeconds(usualSeconds));
    }

    private static Discovery dns(YamlSection section) {
        String type = section.text("type", "SRV").toUpperCase(Locale.ROOT);
        int port = port(section);
        if (!DNS_TYPES.contains(type)) {
            throw section.fault("type", "\"" + type + "\" is none of " + DNS_TYPES);
        }
        if (port == 0 && !type.equals("SRV")) {
            throw section.fault("type", "records of type " + type + " need the key port");
        }
        return new Discovery.Dns(section.texts("names"), type, port, refresh(section, 30));
    }

    private static int port(YamlSection section) {
        try {
            return Integer.parseInt(section.text("port", "0"));
        } catch (NumberFormatException e) {
            throw section.fault("port", "is no number");
        }
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

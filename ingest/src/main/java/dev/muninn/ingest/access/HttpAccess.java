package dev.muninn.ingest.access;

import dev.muninn.ingest.yaml.YamlSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a job, or a discovery of targets, speaks HTTP.
 *
 * @param tls how connections are encrypted
 * @param headers sent with every request
 */
public record HttpAccess(
        boolean followsRedirects,
        Credentials credentials,
        TlsSettings tls,
        Map<String, String> headers) {

    public static final HttpAccess USUAL =
            new HttpAccess(true, new Credentials.None(), TlsSettings.USUAL, Map.of());

    private static final List<String> UNUSED =
            List.of(
                    "proxy_url",
                    "no_proxy",
                    "proxy_from_environment",
                    "proxy_connect_header",
                    "enable_http2");

    private static final List<String> UNUSED_OAUTH2 =
            List.of(
                    "tls_config",
                    "proxy_url",
                    "no_proxy",
                    "proxy_from_environment",
                    "proxy_connect_header",
                    "grant_type",
                    "client_certificate_key",
                    "client_certificate_key_file",
                    "client_certificate_key_id",
                    "signature_algorithm",
                    "iss",
                    "audience",
                    "claims");

    /** Reads the keys that jobs and discoveries share. */
    public static HttpAccess read(YamlSection section, List<String> warnings) {
        AccessChecks.check(section);
        HttpAccess access =
                new HttpAccess(
                        section.flag("follow_redirects", true),
                        credentials(section, warnings),
                        tls(section, warnings),
                        headers(section, warnings));
        UNUSED.forEach(key -> section.ignore(key, warnings));
        return access;
    }

    private static TlsSettings tls(YamlSection section, List<String> warnings) {
        YamlSection tls = section.section("tls_config");
        if (tls == null) {
            return TlsSettings.USUAL;
        }
        TlsSettings read =
                new TlsSettings(
                        secret(tls, "ca"),
                        secret(tls, "cert"),
                        secret(tls, "key"),
                        tls.text("server_name", ""),
                        tls.flag("insecure_skip_verify", false));
        for (String key : List.of("min_version", "max_version")) {
            tls.ignore(key, warnings);
        }
        tls.finish();
        if (read.certificate().isEmpty() != read.key().isEmpty()) {
            throw section.fault(
                    "tls_config", "cert_file and key_file go together, and so do cert and key");
        }
        return read;
    }

    private static Map<String, String> headers(YamlSection section, List<String> warnings) {
        YamlSection headers = section.section("http_headers");
        if (headers == null) {
            return Map.of();
        }
        Map<String, String> read = new LinkedHashMap<>();
        for (String name : headers.keys()) {
            YamlSection header = headers.section(name);
            if (header != null) {
                List<String> values = new ArrayList<>(header.texts("values"));
                values.addAll(header.texts("secrets"));
                header.ignore("files", warnings);
                read.put(name, String.join(", ", values));
                header.finish();
            }
        }
        return Map.copyOf(read);
    }

    private static Credentials credentials(YamlSection section, List<String> warnings) {
        YamlSection basic = section.section("basic_auth");
        YamlSection authorization = section.section("authorization");
        YamlSection oauth2 = section.section("oauth2");
        Credentials.Secret bearer = secret(section, "bearer_token");
        if (basic != null) {
            Credentials.Basic read =
                    new Credentials.Basic(basic.text("username", ""), secret(basic, "password"));
            basic.finish();
            return read;
        }
        if (authorization != null) {
            Credentials.Token read =
                    new Credentials.Token(
                            authorization.text("type", "Bearer"),
                            secret(authorization, "credentials"));
            authorization.finish();
            return read;
        }
        if (oauth2 != null) {
            return oauth2(oauth2, warnings);
        }
        return bearer.isEmpty() ? new Credentials.None() : new Credentials.Token("Bearer", bearer);
    }

    private static Credentials oauth2(YamlSection section, List<String> warnings) {
        Credentials.OAuth2 read =
                new Credentials.OAuth2(
                        section.requiredText("client_id"),
                        secret(section, "client_secret"),
                        section.requiredText("token_url"),
                        section.texts("scopes"),
                        section.textMap("endpoint_params"));
        UNUSED_OAUTH2.forEach(key -> section.ignore(key, warnings));
        section.finish();
        return read;
    }

    private static Credentials.Secret secret(YamlSection section, String key) {
        return new Credentials.Secret(section.text(key, ""), section.text(key + "_file", ""));
    }
}

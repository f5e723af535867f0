package dev.muninn.ingest.access;

import dev.muninn.ingest.yaml.YamlSection;
import dev.muninn.model.MuninnException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses keys for HTTP that do not go together, as Prometheus does. */
final class AccessChecks {

    private static final List<String> TLS_VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");

    private final YamlSection section;

    private AccessChecks(YamlSection section) {
        this.section = section;
    }

    /**
     * Checks what a job, or a discovery, says about HTTP.
     *
     * @throws MuninnException of kind BAD_INPUT naming two keys that exclude each other
     */
    static void check(YamlSection section) {
        AccessChecks checks = new AccessChecks(section);
        checks.signIn();
        tls(section.section("tls_config"));
        proxy(section);
        section.flag("enable_http2", true);
    }

    private void signIn() {
        exclude(section, "bearer_token", "bearer_token_file");
        boolean hasBearer = isSet(section, "bearer_token") || isSet(section, "bearer_token_file");
        YamlSection basic = section.section("basic_auth");
        YamlSection authorization = section.section("authorization");
        YamlSection oauth2 = section.section("oauth2");
        int ways =
                (hasBearer ? 1 : 0)
                        + (basic == null ? 0 : 1)
                        + (authorization == null ? 0 : 1)
                        + (oauth2 == null ? 0 : 1);
        if (ways > 1) {
            throw section.fault(
                    hasBearer ? "bearer_token" : basic == null ? "oauth2" : "basic_auth",
                    "at most one of basic_auth, oauth2, authorization, bearer_token and"
                            + " bearer_token_file must be configured");
        }
        if (basic != null) {
            exclude(basic, "username", "username_file");
            exclude(basic, "password", "password_file");
        }
        if (authorization != null) {
            exclude(authorization, "credentials", "credentials_file");
            if (authorization.text("type", "").strip().equalsIgnoreCase("basic")) {
                throw authorization.fault("type", "cannot be \"basic\", use basic_auth instead");
            }
        }
        if (oauth2 != null) {
            exclude(oauth2, "client_secret", "client_secret_file");
            oauth2.section("claims");
            tls(oauth2.section("tls_config"));
            proxy(oauth2);
        }
    }

    private static void tls(@Nullable YamlSection tls) {
        if (tls == null) {
            return;
        }
        for (String key : List.of("ca", "cert", "key")) {
            exclude(tls, key, key + "_file");
        }
        for (String key : List.of("min_version", "max_version")) {
            String version = tls.text(key, "");
            if (!version.isEmpty() && !TLS_VERSIONS.contains(version)) {
                throw tls.fault(
                        key, "unknown TLS version " + version + "; known are " + TLS_VERSIONS);
            }
        }
    }

    private static void proxy(YamlSection section) {
        section.textsMap("proxy_connect_header");
        boolean hasUrl = isSet(section, "proxy_url");
        boolean isFromEnvironment = section.flag("proxy_from_environment", false);
        for (String key : List.of("proxy_url", "no_proxy")) {
            if (isFromEnvironment && isSet(section, key)) {
                throw section.fault(key, "must not be configured with proxy_from_environment");
            }
        }
        if (!hasUrl && isSet(section, "no_proxy")) {
            throw section.fault("no_proxy", "proxy_url must also be configured");
        }
    }

    private static void exclude(YamlSection section, String key, String other) {
        if (isSet(section, key) && isSet(section, other)) {
            throw section.fault(
                    other, "at most one of " + key + " and " + other + " must be configured");
        }
    }

    private static boolean isSet(YamlSection section, String key) {
        return !section.text(key, "").isEmpty();
    }
}

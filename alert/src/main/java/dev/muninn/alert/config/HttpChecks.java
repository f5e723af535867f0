package dev.muninn.alert.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Says what of {@code http_config} and {@code tls_config} does not go together. */
final class HttpChecks {

    private static final Set<String> TLS_VERSIONS = Set.of("TLS10", "TLS11", "TLS12", "TLS13");

    /** Headers that the client sets by itself, in lower case. */
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "authorization",
                    "host",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "user-agent",
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "www-authenticate",
                    "accept-encoding",
                    "x-prometheus-remote-write-version",
                    "x-prometheus-remote-read-version",
                    "x-prometheus-scrape-timeout-seconds",
                    "x-amz-date",
                    "x-amz-security-token",
                    "x-amz-content-sha256");

    private final Consumer<String> problems;

    HttpChecks(Consumer<String> problems) {
        this.problems = problems;
    }

    void http(Settings http) {
        excludes("", http, "bearer_token", "bearer_token_file");
        boolean hasBearer = http.isSet("bearer_token") || http.isSet("bearer_token_file");
        boolean hasBasic = http.has("basic_auth");
        boolean hasOauth = http.has("oauth2");
        if (hasBearer && (hasBasic || hasOauth)) {
            problems.accept(
                    "at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be"
                            + " configured");
        }
        Settings basic = http.section("basic_auth");
        excludes("basic_auth ", basic, "username", "username_file");
        excludes("basic_auth ", basic, "password", "password_file");
        if (http.has("authorization")) {
            authorization(http.section("authorization"), hasBearer, hasBasic || hasOauth);
        } else if (hasBasic && hasOauth) {
            problems.accept("at most one of basic_auth, oauth2 & authorization must be configured");
        }
        if (hasOauth) {
            oauth(http.section("oauth2"));
        }
        proxy(http);
        tls(http.section("tls_config"));
        if (http.tree("http_headers") instanceof Map<?, ?> headers) {
            for (Object name : headers.keySet()) {
                if (OWN_HEADERS.contains(String.valueOf(name).toLowerCase(Locale.ROOT))) {
                    problems.accept("setting header \"" + name + "\" is not allowed");
                }
            }
        }
    }

    private void authorization(Settings authorization, boolean hasBearer, boolean hasOther) {
        excludes("authorization ", authorization, "credentials", "credentials_file");
        if (hasBearer) {
            problems.accept(
                    "authorization is not compatible with bearer_token & bearer_token_file");
        }
        if (hasOther) {
            problems.accept("at most one of basic_auth, oauth2 & authorization must be configured");
        }
        if (authorization.text("type").strip().equalsIgnoreCase("basic")) {
            problems.accept(
                    "authorization type cannot be set to \"basic\", use \"basic_auth\" instead");
        }
    }

    private void oauth(Settings oauth) {
        for (String key : List.of("client_id", "token_url")) {
            if (!oauth.isSet(key)) {
                problems.accept("oauth2 " + key + " must be configured");
            }
        }
        excludes("oauth2 ", oauth, "client_secret", "client_secret_file");
        proxy(oauth);
        tls(oauth.section("tls_config"));
    }

    private void proxy(Settings settings) {
        boolean hasUrl = settings.isSet("proxy_url");
        boolean isFromEnvironment = settings.flag("proxy_from_environment", false);
        for (String key : List.of("proxy_url", "no_proxy")) {
            if (isFromEnvironment && settings.isSet(key)) {
                problems.accept(
                        "if proxy_from_environment is configured, "
                                + key
                                + " must not be configured");
            }
        }
        if (settings.isSet("no_proxy") && !hasUrl && !isFromEnvironment) {
            problems.accept("if no_proxy is configured, proxy_url must also be configured");
        }
        if (settings.has("proxy_connect_header") && !hasUrl && !isFromEnvironment) {
            problems.accept(
                    "if proxy_connect_header is configured, proxy_url or proxy_from_environment"
                            + " must also be configured");
        }
    }

    void tls(Settings tls) {
        excludes("", tls, "ca", "ca_file");
        excludes("", tls, "cert", "cert_file");
        excludes("", tls, "key", "key_file");
        boolean hasCertificate = tls.isSet("cert") || tls.isSet("cert_file");
        boolean hasKey = tls.isSet("key") || tls.isSet("key_file");
        if (hasCertificate && !hasKey) {
            problems.accept(
                    "exactly one of key or key_file must be configured when a client certificate"
                            + " is configured");
        }
        if (hasKey && !hasCertificate) {
            problems.accept(
                    "exactly one of cert or cert_file must be configured when a client key is"
                            + " configured");
        }
        for (String key : List.of("min_version", "max_version")) {
            if (tls.has(key) && !TLS_VERSIONS.contains(tls.text(key))) {
                problems.accept(
                        "unknown TLS version: "
                                + tls.text(key)
                                + "; known are TLS10, TLS11, TLS12 and TLS13");
            }
        }
    }

    private void excludes(String where, Settings settings, String key, String other) {
        if (settings.isSet(key) && settings.isSet(other)) {
            problems.accept(
                    "at most one of " + where + key + " & " + other + " must be configured");
        }
    }
}

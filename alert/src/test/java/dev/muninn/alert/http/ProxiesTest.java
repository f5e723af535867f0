package dev.muninn.alert.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    private static String proxyTo(Proxies proxies, String address) {
        Proxy proxy = proxies.to(Origin.of(URI.create(address)));
        return proxy == null ? "direct" : proxy.origin().hostAndPort();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org | http://example.org/ | direct",
                "example.org | http://a.EXAMPLE.org/ | direct",
                "example.org | http://anexample.org/ | proxy:3128",
                ".example.org | http://example.org/ | proxy:3128",
                ".example.org | http://a.example.org/ | direct",
                "*.example.org | http://a.example.org/ | direct",
                "example.org:8080 | http://example.org:8080/ | direct",
                "example.org:8080 | http://example.org/ | proxy:3128",
                "10.0.0.0/8, 192.0.2.1 | http://10.200.1.1/ | direct",
                "10.0.0.0/8, 192.0.2.1 | https://192.0.2.1/ | direct",
                "10.0.0.0/8, 192.0.2.1 | https://192.0.2.2/ | proxy:3128",
                "10.0.0.0/99 | http://10.200.1.1/ | proxy:3128",
                "2001:db8::1 | http://[2001:db8::1]/ | direct",
                "[2001:db8::1]:80 | http://[2001:db8::1]:81/ | proxy:3128",
                "* | http://example.org/ | direct",
                "other | http://127.0.0.1/ | direct",
                "other | http://localhost/ | direct",
                "'' | http://127.0.0.1/ | proxy:3128",
            })
    void goesDirectlyToThoseWhoNeedNone(String noProxy, String address, String way) {
        Proxies proxies = Proxies.over(URI.create("http://proxy:3128"), noProxy, Map.of());
        assertThat(proxyTo(proxies, address)).isEqualTo(way);
    }

    @Test
    void takesWhatTheEnvironmentSays() {
        Map<String, String> environment =
                Map.of(
                        "http_proxy", "plain:1",
                        "HTTPS_PROXY", "http://tls:2",
                        "https_proxy", "http://other:3",
                        "no_proxy", "near.example");
        Proxies proxies = Proxies.of(environment, Map.of());
        assertThat(proxyTo(proxies, "http://far.example")).isEqualTo("plain:1");
        assertThat(proxyTo(proxies, "https://far.example")).isEqualTo("tls:2");
        assertThat(proxyTo(proxies, "https://near.example")).isEqualTo("direct");
        assertThat(proxyTo(proxies, "http://localhost")).isEqualTo("direct");
        assertThat(proxyTo(Proxies.of(Map.of(), Map.of()), "http://a")).isEqualTo("direct");
    }

    @Test
    void refusesProxiesOfOtherKinds() {
        assertThatThrownBy(() -> Proxies.over(URI.create("socks5://a:1"), "", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

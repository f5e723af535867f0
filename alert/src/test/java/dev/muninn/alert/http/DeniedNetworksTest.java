package dev.muninn.alert.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeniedNetworksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.0",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::100.100.100.200",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16"
            })
    void usuallyDeniesWhereCloudsKeepCredentials(String address) {
        DeniedNetworks usual = DeniedNetworks.of(DeniedNetworks.USUAL);
        assertThatThrownBy(() -> usual.check(InetAddress.ofLiteral(address)))
                .isInstanceOf(DeniedAddressException.class)
                .hasMessageStartingWith("the receiver is at ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.253.255.255",
                "169.255.0.0",
                "::1",
                "fec0::1",
                "fd00:ec2::253",
                "100.100.100.201"
            })
    void leavesAllOthersAlone(String address) {
        DeniedNetworks usual = DeniedNetworks.of(DeniedNetworks.USUAL);
        assertThatCode(() -> usual.check(InetAddress.ofLiteral(address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/9, 10.127.255.255, 10.128.0.0",
        "10.0.0.7, 10.0.0.7, 10.0.0.8",
        "10.0.0.0/31, 10.0.0.1, 10.0.0.2",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
    })
    void looksAtSoManyBits(String network, String inside, String outside) {
        DeniedNetworks denied = DeniedNetworks.of(List.of(network));
        assertThatThrownBy(() -> denied.check(InetAddress.ofLiteral(inside)))
                .isInstanceOf(DeniedAddressException.class)
                .hasMessageContaining("network " + network + ",");
        assertThatCode(() -> denied.check(InetAddress.ofLiteral(outside)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "fe80::/129", "example.org", ""})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> DeniedNetworks.of(List.of(text)))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("write a network like 169.254.0.0/16");
    }
}

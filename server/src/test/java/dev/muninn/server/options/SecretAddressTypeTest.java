package dev.muninn.server.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretAddressTypeTest {

    @ParameterizedTest
    @CsvSource({
        "https://hc-ping.com/0f6a-key, https://hc-ping.com/***",
        "http://me:pw@127.0.0.1:80/a?key=b, http://***@127.0.0.1:80/***",
        "http://switch/, http://switch/",
        "'', ''",
    })
    void showsTheServerOnly(String address, String shown) {
        assertThat(new SecretAddressType("an address").print(address)).isEqualTo(shown);
    }
}

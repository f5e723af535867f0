package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserInfoTest {

    @ParameterizedTest
    @CsvSource({
        "http://host:9093/path, http://host:9093/path, http://host:9093/path",
        "http://u:word@host/path, http://***@host/path, http://host/path",
        "http://u:p@ss$1@host/path, http://***@host/path, http://host/path",
        "//u@host, //***@host, //host",
        "http://host/a@b, http://host/a@b, http://host/a@b",
        "no address, no address, no address",
    })
    void hidesUserAndPassword(String address, String replaced, String removed) {
        assertThat(UserInfo.replacedBy("***", address)).isEqualTo(replaced);
        assertThat(UserInfo.removedFrom(address)).isEqualTo(removed);
    }
}

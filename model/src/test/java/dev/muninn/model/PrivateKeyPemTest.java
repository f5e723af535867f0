package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeyPemTest {

    private static final int OCTET_STRING = 4;

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der));
    }

    /** What PKCS#8 puts the algorithm's name before: the older form. */
    private static byte[] older(byte[] pkcs8) {
        // Behind the outer header and the version stands the algorithm, then the key.
        int outer = headerBytes(pkcs8, 0);
        int algorithm = outer + 3;
        int at = algorithm + headerBytes(pkcs8, algorithm) + pkcs8[algorithm + 1];
        assertThat(pkcs8[at]).isEqualTo((byte) OCTET_STRING);
        int from = at + headerBytes(pkcs8, at);
        return Arrays.copyOfRange(pkcs8, from, pkcs8.length);
    }

    private static int headerBytes(byte[] der, int at) {
        int length = der[at + 1];
        return length >= 0 ? 2 : 2 + (length & 0x7f);
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048", "EC,256", "EC,384"})
    void readsKeysWithAndWithoutTheNameOfTheirAlgorithm(String algorithm, int bits)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] older = older(pkcs8);
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC";
        assertThat(PrivateKeyPem.parse(pem("PRIVATE KEY", pkcs8), pair.getPublic()))
                .isEqualTo(pair.getPrivate());
        assertThat(
                        PrivateKeyPem.parse(
                                parameters
                                        + " PARAMETERS-----\n"
                                        + pem(algorithm + " PRIVATE KEY", older),
                                pair.getPublic()))
                .isEqualTo(pair.getPrivate());
        assertThatThrownBy(
                        () ->
                                PrivateKeyPem.parse(
                                        pem("ENCRYPTED PRIVATE KEY", pkcs8), pair.getPublic()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("write it without a password");
        assertThatThrownBy(() -> PrivateKeyPem.parse("", pair.getPublic()))
                .hasMessageContaining("no private key");
    }
}

package dev.muninn.alert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final BigInteger PRIME = new BigInteger("100000001b3", 16);

    /** FNV-1a of the definition, byte by byte. */
    private static String hash(String... texts) {
        BigInteger hash = new BigInteger("cbf29ce484222325", 16);
        for (String text : texts) {
            for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
                hash = next(hash, one & 0xff);
            }
            hash = next(hash, 0xff);
        }
        return "%016x".formatted(hash);
    }

    private static BigInteger next(BigInteger hash, int one) {
        return hash.xor(BigInteger.valueOf(one)).multiply(PRIME).mod(BigInteger.TWO.pow(64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "grün", "aä", "日本", "a\uD83D\uDE00b", "\u007f\u0080"})
    void isTheHashOfTheBytesOfAllTexts(String value) {
        assertThat(Fingerprint.of(Labels.of("alertname", "A", "of", value)))
                .isEqualTo(hash("alertname", "A", "of", value));
    }
}

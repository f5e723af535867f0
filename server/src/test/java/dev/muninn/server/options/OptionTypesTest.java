package dev.muninn.server.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muninn.model.Matcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTypesTest {

    private static final DurationType DURATION =
            new DurationType(Duration.ZERO, Duration.ofDays(100 * 365));

    private static final SizeType SIZE = new SizeType(0, Long.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "500ms, 500",
        "15d, 1296000000",
        "1h30m, 5400000",
        "2w, 1209600000",
        "10y, 315360000000",
        "1d2h3m4s5ms, 93784005"
    })
    void readsDurations(String text, long millis) {
        assertThat(DURATION.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "d",
                "15 days",
                "-5s",
                "1.5h",
                "30m1h",
                "1s1s",
                "5S",
                "999999999999999y",
                "9999999999y",
                "٣s"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DURATION.parse(text));
    }

    @Test
    void refusesDurationsOutOfRange() {
        DurationType type = new DurationType(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThatIllegalArgumentException().isThrownBy(() -> type.parse("999ms"));
        assertThatIllegalArgumentException().isThrownBy(() -> type.parse("25h"));
        assertThat(type.form()).contains("from 1s to 1d");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7B, 7",
        "64MB, 64000000",
        "64MiB, 67108864",
        "1 GiB, 1073741824",
        "2kb, 2000",
        "3KiB, 3072",
        "1TB, 1000000000000"
    })
    void readsSizes(String text, long bytes) {
        assertThat(SIZE.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "MB", "-1MB", "1.5GB", "1 potato", "99999999999TiB"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SIZE.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "1073741824, 1GiB", "64000000, 64MB", "1500, 1500B", "1536, 1536B"})
    void printsSizesInTheLargestUnitThatKeepsThemWhole(long bytes, String text) {
        assertThat(SIZE.print(bytes)).isEqualTo(text);
    }

    @Test
    void readsNumbersWithUnderscores() {
        assertThat(new IntegerType(0, 1_000_000).parse("11_000")).isEqualTo(11_000);
        assertThat(new LongType(0, Long.MAX_VALUE).parse("50_000_000_000"))
                .isEqualTo(50_000_000_000L);
        assertThatIllegalArgumentException().isThrownBy(() -> new IntegerType(1, 10).parse("11"));
        assertThatIllegalArgumentException().isThrownBy(() -> new IntegerType(1, 10).parse("_1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntegerType(0, Integer.MAX_VALUE).parse("3000000000"));
    }

    @Test
    void readsBooleansAsYamlWritersWriteThem() {
        BooleanType type = new BooleanType();
        assertThat(List.of("true", "yes", "On")).allMatch(type::parse);
        assertThat(List.of("false", "no", "OFF")).noneMatch(type::parse);
        assertThatIllegalArgumentException().isThrownBy(() -> type.parse("1"));
    }

    @Test
    void readsChoicesInKebabCase() {
        ChoiceType<Profile> type = ChoiceType.of(Profile.class);
        assertThat(type.parse("Production")).isEqualTo(Profile.PRODUCTION);
        assertThat(type.form()).isEqualTo("one of development, test, staging, production");
        assertThatIllegalArgumentException().isThrownBy(() -> type.parse("prod"));
    }

    @Test
    void readsListsAndPaths() {
        ListType<Path> type = new ListType<>(new PathType("a path"));
        assertThat(type.parse("/a, b c ,")).containsExactly(Path.of("/a"), Path.of("b c"));
        assertThat(type.print(List.of(Path.of("x"), Path.of("y")))).isEqualTo("x,y");
        assertThatIllegalArgumentException().isThrownBy(() -> new PathType("a path").parse("a\0b"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7171, 127.0.0.1, 7171",
        "localhost:0, localhost, 0",
        "[::1]:80, ::1, 80",
        "[::]:65535, ::, 65535"
    })
    void readsAddresses(String text, String host, int port) {
        AddressType type = new AddressType();
        assertThat(type.parse(text)).isEqualTo(new AddressType.Address(host, port));
        assertThat(type.print(type.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":7171", "7171", "localhost", "a:b", "h:65536", "::1:80", "http://h:1"})
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressType().parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{__name__=~\".+_seconds\"}",
                "{__name__=\"up\",job!~\"a|b\"}",
                "{\"a.b\"=\"x\",\"größe\"!=\"2\\\\3 \\\"zoll\\\"\\n\"}"
            })
    void readsTheSelectorsItPrints(String text) {
        SelectorType type = new SelectorType();
        List<Matcher> matchers = type.parse(text);
        assertThat(matchers.isEmpty()).isEqualTo(text.isEmpty());
        assertThat(type.parse(type.print(matchers))).isEqualTo(matchers);
    }
}

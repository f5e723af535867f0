package dev.muninn.server.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muninn.model.MachineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final Path NO_FILE = Path.of("/nowhere");

    @TempDir private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    private Configuration load(String file, Setting... flags) {
        return Configuration.load(source(file, flags));
    }

    private ConfigurationSource source(String file, Setting... flags) {
        Path path = folder.resolve("muninn.yml");
        try {
            Files.writeString(path, file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ConfigurationSource(path, Arrays.asList(flags), environment, null);
    }

    private static Setting flag(String key, String text) {
        return new Setting(key, text, new Origin.Flag("--set"));
    }

    private AbstractListAssert<?, ?, String, ?> problemsOf(String file, Setting... flags) {
        var thrown =
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(() -> load(file, flags))
                        .actual();
        return assertThat(thrown.problems());
    }

    @Test
    void linksLeadToWhereTheServerListensUnlessItIsSaid() {
        assertThat(externalUrl("")).isEqualTo("http://127.0.0.1:7171");
        assertThat(externalUrl("web: {listen: '[::1]:80'}")).isEqualTo("http://[::1]:80");
        assertThat(externalUrl("web: {listen: '127.0.0.1:0'}")).isEmpty();
        assertThat(externalUrl("web: {listen: '0.0.0.0:7171'}"))
                .isEqualTo("http://" + MachineName.read() + ":7171");
        assertThat(externalUrl("web: {external-url: 'https://muninn.example.org/'}"))
                .isEqualTo("https://muninn.example.org");
    }

    private String externalUrl(String file) {
        return WebKeys.externalUrl(load(file));
    }

    @Test
    void knowsTheDefaultsWithoutAnySource() {
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, List.of(), Map.of(), NO_FILE));
        assertThat(configuration.file()).isEmpty();
        assertThat(configuration.get(QueryKeys.LOOKBACK)).isEqualTo(Duration.ofMinutes(5));
        assertThat(configuration.lines())
                .allSatisfy(line -> assertThat(line.origin()).hasToString("default"));
    }

    @Test
    void flagsWinOverEnvironmentOverFileOverProfile() {
        environment.put("MUNINN_QUERY_TIMEOUT", "20s");
        environment.put("MUNINN_QUERY_LOOKBACK", "2m");
        Configuration configuration =
                load(
                        """
                        profile: production
                        query:
                          timeout: 10s
                          lookback: 1m
                          max-points: 500
                        """,
                        flag("query.timeout", "30s"));
        assertThat(configuration.get(QueryKeys.TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.get(QueryKeys.LOOKBACK)).isEqualTo(Duration.ofMinutes(2));
        assertThat(configuration.get(QueryKeys.MAX_POINTS)).isEqualTo(500);
        assertThat(configuration.origin(QueryKeys.TIMEOUT)).hasToString("flag --set");
        assertThat(configuration.origin(QueryKeys.LOOKBACK))
                .hasToString("environment MUNINN_QUERY_LOOKBACK");
        assertThat(configuration.origin(QueryKeys.MAX_POINTS))
                .hasToString(folder.resolve("muninn.yml") + ":5");
        assertThat(configuration.origin(LogKeys.FORMAT)).hasToString("profile production");
    }

    @Test
    void takesKeysNestedOrWithDots() {
        Configuration configuration = load("query.timeout: 7s\nquery:\n  lookback: 8s\n");
        assertThat(configuration.get(QueryKeys.TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(configuration.get(QueryKeys.LOOKBACK)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void laterFlagsWin() {
        assertThat(
                        load("", flag("query.timeout", "1s"), flag("query.timeout", "2s"))
                                .get(QueryKeys.TIMEOUT))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void namesFileLineAndTheRightKeyForAnUnknownOne() {
        problemsOf("# hello\nquery:\n  timeuot: 5s\n")
                .singleElement()
                .asString()
                .isEqualTo(
                        folder.resolve("muninn.yml")
                                + ":3: unknown key \"query.timeuot\": did you mean query.timeout?");
    }

    @Test
    void namesTheVariableOfAnUnknownKey() {
        environment.put("MUNINN_QUERY_TIME_OUT", "5s");
        problemsOf("")
                .singleElement()
                .asString()
                .contains("environment MUNINN_QUERY_TIME_OUT")
                .contains("did you mean query.timeout?");
    }

    @Test
    void leavesVariablesOfTheLauncherAndOfKubernetesAlone() {
        environment.put("MUNINN_JAVA_OPTS", "-Xmx1g");
        environment.put("MUNINN_SERVICE_HOST", "10.0.0.1");
        environment.put("MUNINN_PORT_7171_TCP_ADDR", "10.0.0.1");
        environment.put("MUNINN_WEB_PORT", "tcp://10.0.0.1:7171");
        environment.put("HOME", "/root");
        assertThat(load("").lines())
                .allSatisfy(line -> assertThat(line.origin()).hasToString("default"));
    }

    @Test
    void saysWhatAWrongValueShouldBe() {
        problemsOf("query:\n  timeout: 15 days\n")
                .singleElement()
                .asString()
                .contains("muninn.yml:2")
                .contains("query.timeout is \"15 days\"")
                .contains("a duration such as 15d")
                .contains("default 2m");
    }

    @Test
    void namesAllMistakesAtOnce() {
        environment.put("MUNINN_LOG_LEVEL", "loud");
        problemsOf("nonsense: 1\nquery:\n  timeout: x\n", flag("zzz", "1"), flag("profile", "p"))
                .hasSize(5);
    }

    @Test
    void explainsASectionUsedAsKey() {
        problemsOf("query: fast\n")
                .singleElement()
                .asString()
                .contains("it is a section")
                .contains("query.timeout");
    }

    @Test
    void refusesAKeySetTwiceInTheFile() {
        problemsOf("query.timeout: 1s\nquery:\n  timeout: 2s\n")
                .singleElement()
                .asString()
                .contains("muninn.yml:3")
                .contains("muninn.yml:1");
    }

    @Test
    void refusesAKeyWithoutValueButNotAnEmptySection() {
        assertThat(load("query:\n  # timeout: 2m\n").get(QueryKeys.TIMEOUT))
                .isEqualTo(Duration.ofMinutes(2));
        problemsOf("query:\n  timeout:\n").singleElement().asString().contains("has no value");
    }

    @Test
    void refusesAnchors() {
        problemsOf("query: &q\n  timeout: 1s\n  lookback: *q\n")
                .singleElement()
                .asString()
                .contains("anchor");
    }

    @Test
    void namesThePlaceOfBrokenYaml() {
        problemsOf("query:\n  timeout: [1s\n").singleElement().asString().contains("muninn.yml:3");
        problemsOf("- a\n- b\n").singleElement().asString().contains("muninn.yml:1");
        problemsOf("just text").singleElement().asString().contains("expected keys");
        problemsOf("? {a: b}\n: c\n").singleElement().asString().contains("must be plain text");
        problemsOf("%YAML 9\n@").isNotEmpty();
    }

    @Test
    void namesAMissingFile() {
        ConfigurationSource source =
                new ConfigurationSource(folder.resolve("none.yml"), List.of(), Map.of(), null);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(source))
                .withMessageContaining("none.yml")
                .withMessageContaining("no such file");
    }

    @Test
    void namesAFileThatIsNoText() throws Exception {
        Path file = folder.resolve("binary.yml");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        ConfigurationSource source = new ConfigurationSource(file, List.of(), Map.of(), null);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(source))
                .withMessageContaining("UTF-8");
        ConfigurationSource directory = new ConfigurationSource(folder, List.of(), Map.of(), null);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(directory))
                .withMessageContaining("cannot be read");
    }

    @Test
    void readsTheFileOfTheDistributionLast() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("muninn.yml"), "query:\n  timeout: 3s\n");
        Configuration packaged =
                Configuration.load(new ConfigurationSource(null, List.of(), Map.of(), folder));
        assertThat(packaged.get(QueryKeys.TIMEOUT)).isEqualTo(Duration.ofSeconds(3));

        Path named = folder.resolve("other.yml");
        Files.writeString(named, "query:\n  timeout: 4s\n");
        environment.put("MUNINN_CONFIG", named.toString());
        Configuration byVariable =
                Configuration.load(new ConfigurationSource(null, List.of(), environment, folder));
        assertThat(byVariable.get(QueryKeys.TIMEOUT)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void everyKeyHasAVariableOfItsOwnAndADefaultThatReadsBack() {
        List<OptionKey<?>> keys = OptionTable.STANDARD.keys();
        assertThat(keys).extracting(OptionKey::variable).doesNotHaveDuplicates();
        assertThat(keys)
                .allSatisfy(
                        key -> {
                            assertThat(key.name()).matches("[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)*");
                            assertThat(key.purpose()).endsWith(".");
                            assertReadsBack(key);
                        });
    }

    private static <T> void assertReadsBack(OptionKey<T> key) {
        assertThat(key.type().parse(key.fallbackText())).isEqualTo(key.fallback());
    }
}

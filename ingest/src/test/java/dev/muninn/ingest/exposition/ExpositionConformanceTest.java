package dev.muninn.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Expositions from the field, and inputs with the verdict of Prometheus' own parser. */
class ExpositionConformanceTest {

    private static final Pattern CASE =
            Pattern.compile(
                    "\\{\"format\": \"(\\w+)\", \"accept\": (\\w+),.*\"input\": \"([^\"]*)\"\\}");

    private static Path folder() {
        Path up = Path.of("").toAbsolutePath();
        while (up != null && !Files.isDirectory(up.resolve("shared/conformance/exposition"))) {
            up = up.getParent();
        }
        assumeTrue(up != null, "no shared/conformance/exposition beside this checkout");
        return Objects.requireNonNull(up).resolve("shared/conformance/exposition");
    }

    private static List<String> parse(String format, byte[] input) {
        return format.equals("text")
                ? CollectedLines.ofText(input)
                : CollectedLines.ofOpenMetrics(input);
    }

    @TestFactory
    Stream<DynamicTest> acceptsAndRefusesWhatPrometheusDoes() throws IOException {
        return Files.readAllLines(folder().resolve("parser-cases.jsonl")).stream()
                .map(
                        line -> {
                            Matcher fields = CASE.matcher(line);
                            assertThat(fields.matches()).as(line).isTrue();
                            String format = fields.group(1);
                            boolean accepted = Boolean.parseBoolean(fields.group(2));
                            byte[] input = Base64.getDecoder().decode(fields.group(3));
                            return DynamicTest.dynamicTest(
                                    format + " " + new String(input, StandardCharsets.ISO_8859_1),
                                    () -> checkVerdict(format, input, accepted));
                        });
    }

    private static void checkVerdict(String format, byte[] input, boolean accepted) {
        if (accepted) {
            assertThat(parse(format, input)).isNotNull();
        } else {
            assertThatThrownBy(() -> parse(format, input))
                    .isInstanceOfSatisfying(
                            MuninnException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
                                assertThat(e.getMessage()).startsWith("line ");
                            });
        }
    }

    @TestFactory
    Stream<DynamicTest> readsEverySampleOfRealExporters() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> texts = files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
            return texts.stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            file.getFileName().toString(),
                                            () -> checkCounts(file)));
        }
    }

    private static void checkCounts(Path file) throws IOException {
        String format = file.toString().endsWith(".om.txt") ? "openmetrics" : "text";
        List<String> lines = Files.readAllLines(file);
        List<String> parsed = parse(format, Files.readAllBytes(file));
        assertThat(parsed.stream().filter(ExpositionConformanceTest::isSample))
                .hasSize((int) lines.stream().filter(l -> !l.startsWith("#")).count());
        assertThat(parsed.stream().filter(l -> l.startsWith("type ")))
                .hasSize((int) lines.stream().filter(l -> l.startsWith("# TYPE")).count());
        assertThat(parsed.stream().filter(l -> l.startsWith("exemplar ")))
                .hasSize((int) lines.stream().filter(l -> l.contains(" # {")).count());
    }

    private static boolean isSample(String line) {
        return !line.startsWith("type ")
                && !line.startsWith("help ")
                && !line.startsWith("unit ")
                && !line.startsWith("exemplar ");
    }

    @Test
    void keepsValuesOfNodeExporterToTheLastDigit() throws IOException {
        List<String> parsed =
                parse("text", Files.readAllBytes(folder().resolve("node_exporter.txt")));
        List<String> lines =
                Files.readAllLines(folder().resolve("node_exporter.txt")).stream()
                        .filter(l -> !l.startsWith("#"))
                        .toList();
        List<String> samples = parsed.stream().filter(ExpositionConformanceTest::isSample).toList();
        for (int i = 0; i < lines.size(); i++) {
            String written = lines.get(i).substring(lines.get(i).lastIndexOf(' ') + 1);
            String read = samples.get(i).substring(samples.get(i).lastIndexOf(' ') + 1);
            if (!written.contains("Inf")) {
                assertThat(Double.parseDouble(read)).isEqualTo(Double.parseDouble(written));
            }
        }
    }
}

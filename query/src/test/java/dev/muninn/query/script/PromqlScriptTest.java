package dev.muninn.query.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.query.QueryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The project's own scripts and those of Prometheus, over the store in memory. */
class PromqlScriptTest {

    @TestFactory
    Stream<DynamicNode> ownScriptsPass() throws IOException, URISyntaxException {
        return scripts(Path.of(PromqlScriptTest.class.getResource("/promql").toURI()));
    }

    @TestFactory
    Stream<DynamicNode> prometheusScriptsPass() throws IOException {
        Optional<Path> folder = SharedFolder.find("conformance/promql/testdata");
        assumeTrue(folder.isPresent(), "skipped: no shared conformance scripts here");
        return scripts(folder.orElseThrow());
    }

    private static Stream<DynamicNode> scripts(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(folder)) {
            files = listing.filter(file -> file.toString().endsWith(".test")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream().map(PromqlScriptTest::container);
    }

    private static DynamicNode container(Path file) {
        return DynamicContainer.dynamicContainer(
                file.getFileName().toString(),
                outcomes(file).stream().map(outcome -> test(file, outcome)));
    }

    private static List<ScriptRunner.Outcome> outcomes(Path file) {
        try {
            return new ScriptRunner(ScriptTarget::memory, options()).run(PromqlScript.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamicTest test(Path file, ScriptRunner.Outcome outcome) {
        return DynamicTest.dynamicTest(
                "line " + outcome.eval().line() + ": " + outcome.eval().expr(),
                () ->
                        assertThat(outcome.failure())
                                .as("%s:%d", file.getFileName(), outcome.eval().line())
                                .isNull());
    }

    static QueryOptions options() {
        QueryOptions plain = QueryOptions.DEFAULTS;
        return new QueryOptions(
                plain.lookback(),
                plain.timeout(),
                plain.maxSamples(),
                plain.maxSeries(),
                plain.maxPoints(),
                plain.maxBytes(),
                plain.maxTotalBytes(),
                plain.maxConcurrent(),
                plain.slow(),
                true);
    }
}

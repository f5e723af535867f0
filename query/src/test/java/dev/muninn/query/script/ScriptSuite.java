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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** All scripts over stores of one kind, each evaluation a test. */
final class ScriptSuite {

    private final Supplier<ScriptTarget> targets;

    ScriptSuite(Supplier<ScriptTarget> targets) {
        this.targets = targets;
    }

    Stream<DynamicNode> ownScripts() throws IOException, URISyntaxException {
        return scripts(
                Path.of(Objects.requireNonNull(ScriptSuite.class.getResource("/promql")).toURI()));
    }

    /** Those of Prometheus, where they are at hand. */
    Stream<DynamicNode> prometheusScripts() throws IOException {
        Optional<Path> folder = SharedFolder.find("conformance/promql/testdata");
        assumeTrue(folder.isPresent(), "skipped: no shared conformance scripts here");
        return scripts(folder.orElseThrow());
    }

    private Stream<DynamicNode> scripts(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(folder)) {
            files = listing.filter(file -> file.toString().endsWith(".test")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream().map(this::container);
    }

    private DynamicNode container(Path file) {
        return DynamicContainer.dynamicContainer(
                file.getFileName().toString(),
                outcomes(file).stream().map(outcome -> test(file, outcome)));
    }

    private List<ScriptRunner.Outcome> outcomes(Path file) {
        try {
            return new ScriptRunner(targets, options()).run(PromqlScript.read(file));
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

    private static QueryOptions options() {
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

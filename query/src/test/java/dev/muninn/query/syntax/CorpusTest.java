package dev.muninn.query.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.model.MuninnException;
import dev.muninn.query.script.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Expressions of real dashboards and rules, where they lie beside the checkout. */
class CorpusTest {

    private record Case(String expr, String refusal) {}

    @Test
    void readsAndFormatsEveryExpression() throws IOException {
        Optional<Path> folder = SharedFolder.find("conformance/corpus");
        assumeTrue(folder.isPresent(), "skipped: no shared corpus here");
        try (Stream<Path> files = Files.list(folder.orElseThrow())) {
            for (Path file : files.toList()) {
                for (Case each : cases(file)) {
                    String formatted = format(each.expr());
                    assertThat(format(formatted)).as(each.expr()).isEqualTo(formatted);
                }
            }
        }
    }

    @Test
    void refusesWhatIsNotPromql() throws IOException {
        Optional<Path> file = SharedFolder.find("conformance/corpus-refused.jsonl");
        assumeTrue(file.isPresent(), "skipped: no shared corpus here");
        for (Case each : cases(file.orElseThrow())) {
            assertThatThrownBy(() -> format(each.expr()))
                    .as(each.expr())
                    .isInstanceOf(MuninnException.class)
                    .hasMessage(each.refusal().replace("invalid parameter \"query\": ", ""));
        }
    }

    /** All expressions; none where there is no corpus. */
    static List<String> expressions() throws IOException {
        List<String> all = new ArrayList<>();
        Optional<Path> folder = SharedFolder.find("conformance/corpus");
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(folder.get())) {
                for (Path file : files.sorted().toList()) {
                    cases(file).forEach(each -> all.add(each.expr()));
                }
            }
        }
        return all;
    }

    private static String format(String expr) {
        return Formatter.format(Parser.parse(expr, ParserOptions.DEFAULTS));
    }

    private static List<Case> cases(Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String expanded = field(line, "expanded");
            cases.add(
                    new Case(
                            expanded.isEmpty() ? field(line, "expr") : expanded,
                            field(line, "refused")));
        }
        return cases;
    }

    /** The text of a field; JSON's escapes are those of PromQL's strings but for the slash. */
    private static String field(String json, String name) {
        // Steps by stretches without escapes: a step each character is a call deeper each
        // character.
        String text = "(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")";
        Matcher matcher = Pattern.compile("\"" + name + "\": " + text).matcher(json);
        return matcher.find() ? QuotedText.unquote(matcher.group(1).replace("\\/", "/")) : "";
    }
}

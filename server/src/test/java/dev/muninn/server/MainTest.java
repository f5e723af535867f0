package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void explainsItselfAndEveryCommand() {
        assertThat(run("--help")).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("serve", "check-config", "version");
        for (String command : new String[] {"serve", "check-config", "version"}) {
            assertThat(run(command, "--help")).isEqualTo(Exit.OK);
            assertThat(out.toString()).contains("Usage: muninn " + command);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsItsVersion() {
        assertThat(run("version")).isEqualTo(Exit.OK);
        assertThat(out.toString()).matches("(?s)Muninn \\d+\\.\\d+\\.\\d+.*Java .*");
    }

    @Test
    void checksAConfiguration() throws Exception {
        Path file = folder.resolve("muninn.yml");
        Files.writeString(file, "query:\n  timeout: 45s\n");
        assertThat(run("check-config", "--config", file.toString())).isEqualTo(Exit.OK);
        assertThat(out.toString())
                .containsPattern("query\\.timeout +45s +.*muninn\\.yml:2")
                .containsPattern("log\\.format +text +default")
                .contains("The configuration is valid; read from " + file);
    }

    @Test
    void explainsEveryMistakeInOneSentenceEach() throws Exception {
        Path file = folder.resolve("muninn.yml");
        Files.writeString(file, "query:\n  timeuot: 45s\n");
        assertThat(run("check-config", "--config", file.toString(), "--set", "log.level=loud"))
                .isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("muninn: "))
                .anyMatch(line -> line.contains("did you mean query.timeout?"))
                .anyMatch(line -> line.contains("one of trace, debug, info, warn, error"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesASetWithoutValue() {
        assertThat(run("check-config", "--set", "web.listen")).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("--set web.listen: expected KEY=VALUE");
    }

    @Test
    void pointsAtTheHelpForAWrongFlag() {
        assertThat(run("check-config", "--helo")).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("--helo").contains("muninn check-config --help");
        assertThat(run("fly")).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("fly").contains("'muninn --help'");
    }

    @Test
    void servesWhereNoCommandIsNamed() {
        assertThat(run("--set", "nonsense=1")).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("unknown key \"nonsense\"");
    }

    @Test
    void listsAllKeys() {
        assertThat(run("check-config", "--keys")).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("query.timeout", "Default: 2m");
    }

    @Test
    void checksRuleFiles() throws Exception {
        Path good = folder.resolve("good.yml");
        Files.writeString(good, "groups: [{name: g, rules: [{alert: A, expr: up == 0}]}]");
        Path bad = folder.resolve("bad.yml");
        Files.writeString(bad, "groups: [{name: g, rules: [{alert: A, expr: 'up =='}]}]");
        assertThat(run("check-rules", good.toString())).isEqualTo(Exit.OK);
        assertThat(out.toString())
                .contains("good.yml: valid, 1 groups, 1 rules of which 1 alert")
                .contains("advice: ");
        assertThat(run("check-rules", "--strict", good.toString())).isEqualTo(Exit.FAILED);
        assertThat(run("check-rules", bad.toString())).isEqualTo(Exit.FAILED);
        assertThat(out.toString()).contains("bad.yml:1:", "could not parse expression");
    }

    @Test
    void runsTestsOfRules() throws Exception {
        Path test = folder.resolve("test.yml");
        String text =
                """
                tests:
                  - input_series: [{series: up, values: 1x5}]
                    promql_expr_test:
                      - {expr: up, eval_time: 1m, exp_samples: [{labels: up, value: VALUE}]}
                """;
        Files.writeString(test, text.replace("VALUE", "1"));
        assertThat(run("test-rules", test.toString())).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("test.yml: passed, 1 tests");
        Files.writeString(test, text.replace("VALUE", "2"));
        assertThat(run("test-rules", test.toString())).isEqualTo(Exit.FAILED);
        assertThat(out.toString()).contains("test.yml: FAILED", "expected:");
    }
}

package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rule files of the field are taken or refused as promtool does. */
class RuleConformanceTest {

    private static final Path FOLDER =
            Path.of("../../shared/conformance/rules").toAbsolutePath().normalize();

    @BeforeAll
    static void needsTheFiles() {
        Assumptions.assumeTrue(
                Files.isDirectory(FOLDER),
                "skipped: no rule files to conform to beside this checkout");
    }

    @Test
    void givesPromtoolsVerdictsOnRuleFiles() throws Exception {
        try (QueryEngine engine =
                QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, new ManualClock(0))) {
            compare("check", file -> verdict(file, engine));
        }
    }

    @Test
    void givesPromtoolsVerdictsOnTestFiles() throws Exception {
        RuleTests tests =
                new RuleTests(RuleOptions.DEFAULTS, QueryOptions.DEFAULTS, new ManualClock(0));
        compare("test", file -> String.join("; ", tests.run(file).differences()));
    }

    private static void compare(String command, Function<Path, String> verdict) throws Exception {
        List<String> differences = new ArrayList<>();
        int checked = 0;
        for (String line : Files.readAllLines(FOLDER.resolve("expected.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals(command)) {
                checked++;
                String found = verdict.apply(FOLDER.resolve(cells[2]));
                if (found.isEmpty() != cells[1].equals("pass")) {
                    differences.add(line + ": " + found);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(checked).isPositive();
    }

    private static String verdict(Path file, QueryEngine engine) {
        try {
            RuleBook.read(List.of(file.toString()), RuleOptions.DEFAULTS, engine);
            return "";
        } catch (MuninnException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

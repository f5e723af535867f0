package dev.muninn.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.MuninnException;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rule files of the field are taken or refused as promtool does. */
class RuleConformanceTest {

    @Test
    void givesPromtoolsVerdicts() throws Exception {
        Path folder = Path.of("../../shared/conformance/rules").toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                "skipped: no rule files to conform to beside this checkout");
        List<String> differences = new ArrayList<>();
        int checked = 0;
        try (QueryEngine engine =
                QueryEngine.open(new MemoryStore(), QueryOptions.DEFAULTS, new ManualClock(0))) {
            for (String line : Files.readAllLines(folder.resolve("expected.tsv"))) {
                String[] cells = line.split("\t", -1);
                if (cells[0].equals("check")) {
                    checked++;
                    String verdict = verdict(folder.resolve(cells[2]), engine);
                    if (verdict.isEmpty() != cells[1].equals("pass")) {
                        differences.add(line + ": " + verdict);
                    }
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

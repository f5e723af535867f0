package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportDashboardCommandTest {

    private static final String BOARD =
            """
            {"title": "Old board", "uid": "old", "panels": [
              {"id": 1, "type": "timeseries", "targets": [{"refId": "A", "expr": "up"}]},
              {"id": 2, "type": "geomap"}]}
            """;

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Muninn open() {
        Origin origin = new Origin.Flag("test");
        List<Setting> settings =
                List.of(
                        new Setting("profile", "test", origin),
                        new Setting("store.data", folder.resolve("data").toString(), origin),
                        new Setting("web.listen", "127.0.0.1:0", origin));
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, settings, Map.of(), folder));
        return Muninn.open(MuninnOptions.of(configuration), SystemClock.INSTANCE);
    }

    private int run(String server, String... arguments) {
        List<String> all =
                new java.util.ArrayList<>(List.of("import-dashboard", "--server", server));
        all.addAll(List.of(arguments));
        return Main.run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(new String[0]));
    }

    @Test
    void tellsWhatWouldComeOfAFileAndThenSavesIt() throws Exception {
        String file = Files.writeString(folder.resolve("board.json"), BOARD).toString();
        try (Muninn muninn = open()) {
            assertThat(run(muninn.address(), "--dry-run", file)).isEqualTo(Exit.OK);
            assertThat(out.toString())
                    .contains("\"Old board\", 1 of 2 panels native", "this was a dry run")
                    .contains("lost  /panels/1/type: panels of the kind \"geomap\"");
            assertThat(run(muninn.address(), "--strict", file)).isEqualTo(Exit.FAILED);
            assertThat(out.toString()).contains("not saved, something would be lost");
            assertThat(run(muninn.address(), file)).isEqualTo(Exit.OK);
            assertThat(out.toString()).contains("saved as " + muninn.address() + "/d/old");
            assertThat(run(muninn.address(), file)).isEqualTo(Exit.FAILED);
            assertThat(err.toString()).contains("is there already");
        }
    }

    @Test
    void namesFilesThatCannotBeReadAndServersThatDoNotAnswer() throws Exception {
        assertThat(run("http://127.0.0.1:1", folder.resolve("none.json").toString()))
                .isEqualTo(Exit.FAILED);
        assertThat(err.toString()).contains("none.json: cannot be read");
        String file = Files.writeString(folder.resolve("board.json"), BOARD).toString();
        assertThat(run("http://127.0.0.1:1", file)).isEqualTo(Exit.FAILED);
        assertThat(err.toString()).contains("http://127.0.0.1:1 does not answer");
    }
}

package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own command line against the packaged server. */
class PromtoolIT {

    @TempDir private Path folder;

    private static String promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Peers.binary("promtool").toString());
        command.addAll(List.of(arguments));
        return Peers.output(command);
    }

    @Test
    void asksForValuesSeriesAndLabels() throws Exception {
        try (MuninnProcess muninn = MuninnProcess.start(folder)) {
            String server = muninn.address();
            Await.until(
                    "ten seconds of this machine's figures",
                    Duration.ofSeconds(60),
                    () -> {
                        var found = muninn.client().queryNow("count_over_time(node_load1[1m])");
                        return !found.path("result").isEmpty()
                                && found.at("/result/0/value/1").asLong() >= 10;
                    });
            long now = System.currentTimeMillis() / 1000;
            String from = "--start=" + (now - 6);
            String to = "--end=" + now;

            assertThat(promtool("query", "instant", server, "node_load1 * 0 + 42"))
                    .containsPattern("(?m)^\\{.*job=\"node\".*} => 42 @\\[");
            assertThat(promtool("query", "range", from, to, "--step=2s", server, "vector(7)"))
                    .contains("7 @[" + (now - 6) + "]", "7 @[" + now + "]")
                    .hasLineCount(5);
            assertThat(promtool("query", "series", "--match=node_load1", from, to, server))
                    .containsPattern("^\\{__name__=\"node_load1\", .*job=\"node\"}\\n$");
            assertThat(promtool("query", "labels", from, to, server, "mode"))
                    .contains("idle\n", "user\n", "system\n");
        }
    }
}

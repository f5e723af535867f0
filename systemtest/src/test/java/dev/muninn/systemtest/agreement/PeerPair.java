package dev.muninn.systemtest.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.systemtest.MuninnClient;
import dev.muninn.systemtest.MuninnProcess;
import dev.muninn.systemtest.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.xerial.snappy.Snappy;

/** A Muninn and a real Prometheus, both with the samples of {@link QueryData}. */
record PeerPair(MuninnProcess muninn, Peers.Peer prometheus) implements AutoCloseable {

    /** The version whose differences from the one Muninn follows are known. */
    private static final String VERSION = "3.5.";

    /** Both with samples of the hour after a time. */
    static PeerPair start(Path folder, long startSeconds) throws IOException {
        Peers.Peer prometheus =
                Peers.prometheus(
                        folder,
                        "storage: {tsdb: {out_of_order_time_window: 1h}}\n",
                        "--storage.tsdb.retention.time=100y",
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=promql-experimental-functions,native-histograms,"
                                + "promql-duration-expr,promql-delayed-name-removal,"
                                + "promql-per-step-stats");
        String version = version(prometheus);
        if (!version.startsWith(VERSION)) {
            prometheus.close();
            Assumptions.abort(
                    "skipped: the Prometheus here is %s, not %sx".formatted(version, VERSION));
        }
        MuninnProcess muninn =
                MuninnProcess.start(
                        folder.resolve("data"),
                        "--set",
                        "collect.host=false",
                        "--set",
                        "collect.self=false",
                        "--set",
                        "query.experimental=true",
                        "--set",
                        "store.retention.raw=100y",
                        "--set",
                        "store.out-of-order-window=1h",
                        "--set",
                        "query.cache-bytes=0B",
                        "--set",
                        "rules.first-packs=");
        PeerPair pair = new PeerPair(muninn, prometheus);
        for (byte[] body : new QueryData(startSeconds).bodies()) {
            byte[] packed = Snappy.compress(body);
            for (MuninnClient client : List.of(muninn.client(), pair.other())) {
                var answer = client.write(packed);
                assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
            }
        }
        return pair;
    }

    private static String version(Peers.Peer prometheus) {
        String info = new MuninnClient(prometheus.address()).get("/api/v1/status/buildinfo").body();
        return MuninnClient.parse(info).at("/data/version").asText();
    }

    MuninnClient other() {
        return new MuninnClient(prometheus.address());
    }

    @Override
    public void close() {
        prometheus.close();
        muninn.close();
    }
}

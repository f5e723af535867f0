package dev.muninn.systemtest.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.systemtest.MuninnClient;
import dev.muninn.systemtest.Peers;
import dev.muninn.testkit.ProtobufWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Muninn's remote read gives the samples that a real Prometheus' remote read gives. */
class RemoteReadAgreementIT {

    /** All of the hour of samples and a little more. */
    private static final long END = QueryData.LEAP_DAY + 3700;

    private static final String NAMES =
            Stream.of(QueryData.NAMES, OddSeries.NAMES)
                    .flatMap(Stream::of)
                    .distinct()
                    .collect(Collectors.joining("|"));

    private static final List<String> QUERIES =
            List.of(
                    "{__name__=~\"" + NAMES + "\"}[70m]",
                    "count by (inst) ({job=\"a\"})",
                    "{job=\"b\"}",
                    "rate(h_exp[20m])",
                    "resets(h_told[70m])",
                    "increase(h_gauge[20m])",
                    "last_over_time(gaps[40m:15s])");

    @TempDir private Path folder;

    @Test
    void givesTheSamplesOfPrometheus() throws IOException {
        try (PeerPair pair = PeerPair.start(folder, QueryData.LEAP_DAY)) {
            for (String name : NAMES.split("\\|")) {
                compareSamples(pair, 0, END * 1000, name);
            }
            compareSamples(pair, (QueryData.LEAP_DAY + 600) * 1000, (END - 900) * 1000, ".*");
            compareStreams(pair);
        }
    }

    private static void compareSamples(PeerPair pair, long from, long to, String names)
            throws IOException {
        byte[] request = Snappy.compress(request(from, to, names));
        SortedMap<String, List<String>> found = read(pair.muninn().client(), request);
        assertThat(found).as(names).isEqualTo(read(pair.other(), request));
    }

    /** Asks for samples, as who does not know chunks does. */
    private static byte[] request(long from, long to, String names) {
        ProtobufWriter matcher = new ProtobufWriter();
        matcher.varintField(1, 2);
        matcher.stringField(2, "__name__");
        matcher.stringField(3, names);
        ProtobufWriter query = new ProtobufWriter();
        query.varintField(1, from);
        query.varintField(2, to);
        query.messageField(3, matcher);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, query);
        return request.toByteArray();
    }

    private static SortedMap<String, List<String>> read(MuninnClient from, byte[] request)
            throws IOException {
        HttpResponse<byte[]> answer =
                from.send(
                        from.request("/api/v1/read")
                                .header("Content-Encoding", "snappy")
                                .header("Content-Type", "application/x-protobuf")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return ReadSamples.byLabels(Snappy.uncompress(answer.body()));
    }

    /** Another Prometheus reads Muninn's chunks and answers as the one that has the samples. */
    private void compareStreams(PeerPair pair) throws IOException {
        String config =
                "remote_read:\n  - url: %s/api/v1/read\n    read_recent: true\n"
                        .formatted(pair.muninn().address());
        Path empty = Files.createDirectory(folder.resolve("reader"));
        try (Peers.Peer peer = Peers.prometheus(empty, config)) {
            MuninnClient reader = new MuninnClient(peer.address());
            for (String query : QUERIES) {
                JsonNode expected = instant(pair.other(), query);
                assertThat(expected.path("result")).as(query).isNotEmpty();
                assertThat(Answers.difference(expected, instant(reader, query)))
                        .as(query)
                        .isEmpty();
            }
        }
    }

    private static JsonNode instant(MuninnClient of, String query) {
        return of.data("/api/v1/query", Map.of("query", query, "time", Long.toString(END - 200)));
    }
}

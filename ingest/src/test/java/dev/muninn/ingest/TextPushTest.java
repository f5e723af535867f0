package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in whose bodies are text: line protocol, JSON, expositions, Graphite. */
class TextPushTest {

    private final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final MemoryStore store = new MemoryStore();
    private final IngestOptions options = IngestOptions.defaults();

    private WriteResult push(PushReceiver to, String body) {
        return push(to, "", Map.of(), Labels.empty(), body);
    }

    private WriteResult push(
            PushReceiver to,
            String contentType,
            Map<String, String> parameters,
            Labels extra,
            String body) {
        ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        return to.receive(
                new PushRequest(bytes, contentType, "", parameters, extra), store.session("test"));
    }

    @Test
    void makesASeriesOfEachFieldOfALine() {
        WriteResult result =
                push(
                        PushReceiver.influx(options, clock),
                        """
                        # comment
                        cpu,host=a,zone=eu\\ west usage=0.5,cores=8i,ok=t,name="x y, z=\\"1\\"" \
                        1700000000123456789
                        temperature,room=\\=1 value=21.5
                        """);
        assertThat(result.rejections()).isEmpty();
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "cpu_cores{host=\"a\", zone=\"eu west\"} 8.0 @1700000000123",
                        "cpu_ok{host=\"a\", zone=\"eu west\"} 1.0 @1700000000123",
                        "cpu_usage{host=\"a\", zone=\"eu west\"} 0.5 @1700000000123",
                        "temperature{room=\"=1\"} 21.5 @1700000000000");
    }

    @Test
    void readsLineTimestampsInTheGivenPrecision() {
        push(
                PushReceiver.influx(options, clock),
                "",
                Map.of("precision", "s"),
                Labels.empty(),
                "a value=1 1700000001");
        assertThat(StoredSamples.of(store)).containsExactly("a{} 1.0 @1700000001000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a value",
                "a value=",
                "a value=x",
                "a value=\"open",
                ",x=y value=1",
                "a,x value=1",
                "a value=1 soon",
                "a value=1 1 2"
            })
    void rejectsBadLinesAlone(String bad) {
        WriteResult result =
                push(PushReceiver.influx(options, clock), "good value=1 1\n" + bad + "\n");
        assertThat(result.samples()).isEqualTo(1);
        assertThat(result.rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.firstMessage()).startsWith("line 2: "));
    }

    @Test
    void storesJsonWithItsMetadata() {
        push(
                PushReceiver.json(options, clock),
                """
                [{"name": "backup_seconds", "labels": {"host": "a", "disk": 1}, "value": 12.5,
                  "type": "gauge", "help": "Time of the backup.", "unit": "seconds"},
                 {"name": "jobs", "samples": [[1700000000, 1], [1700000001500, "NaN"]]}]
                """);
        assertThat(StoredSamples.of(store))
                .containsExactly(
                        "backup_seconds{disk=\"1\", host=\"a\"} 12.5 @1700000000000",
                        "jobs{} 1.0 @1700000000000",
                        "jobs{} NaN @1700000001500");
        assertThat(store.metadata("backup_seconds", 0).items())
                .containsExactly(
                        new MetricMetadata(
                                "backup_seconds",
                                MetricMetadata.Type.GAUGE,
                                "Time of the backup.",
                                "seconds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[1]",
                "{}",
                "{\"name\": \"a\"}",
                "{\"value\": 1}",
                "{\"name\": \"a\", \"value\": \"x\"}",
                "{\"name\": \"a\", \"value\": 1, \"vlaue\": 2}",
                "{\"name\": \"a\", \"value\": 1, \"value\": 2}",
                "{\"name\": \"a\", \"value\": 1, \"labels\": {\"x\": []}}",
                "{\"name\": \"a\", \"samples\": [[1]]}",
                "{\"name\": \"a\", \"samples\": [[1, 2, 3]]}",
                "{\"name\": \"a\", \"value\": 1, \"type\": \"number\"}",
                "{\"name\": \"a\", \"value\": 1} {}",
                "{\"name\": \"a\", \"value\": 1",
            })
    void refusesBadJson(String body) {
        assertThatThrownBy(() -> push(PushReceiver.json(options, clock), body))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("JSON")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.BAD_INPUT);
    }

    @Test
    void refusesJsonThatNestsTooDeep() {
        String deep = "{\"name\":\"a\",\"labels\":" + "{\"a\":".repeat(100_000);
        assertThatThrownBy(() -> push(PushReceiver.json(options, clock), deep))
                .isInstanceOf(MuninnException.class);
    }

    @Test
    void storesAnExpositionUnderTheLabelsOfItsGroup() {
        Labels group = PushGroup.parse("job/backup/instance/a%2Fb");
        push(
                PushReceiver.text(options, clock),
                "",
                Map.of(),
                group,
                "# TYPE done gauge\ndone{job=\"own\",x=\"1\"} 1\n");
        assertThat(StoredSamples.of(store))
                .containsExactly(
                        "done{instance=\"a/b\", job=\"backup\", x=\"1\"} 1.0 @1700000000000");
        assertThat(store.metadata("done", 0).items())
                .extracting(MetricMetadata::type)
                .containsExactly(MetricMetadata.Type.GAUGE);
    }

    @Test
    void storesNothingOfAnExpositionThatIsBroken() {
        assertThatThrownBy(() -> push(PushReceiver.text(options, clock), "a 1\nb{\n"))
                .hasMessageStartingWith("line 2");
        assertThat(StoredSamples.of(store)).isEmpty();
    }

    @Test
    void readsGroupsInBase64AndRefusesBadOnes() {
        assertThatObject(PushGroup.parse("job@base64/YS9i/path@base64/="))
                .isEqualTo(Labels.of("job", "a/b"));
        for (String bad :
                new String[] {"", "job", "job/", "instance/a", "job/a/x", "job/a/job/b"}) {
            assertThatThrownBy(() -> PushGroup.parse(bad)).isInstanceOf(MuninnException.class);
        }
    }

    @Test
    void storesGraphiteLines() {
        WriteResult result =
                push(
                        PushReceiver.graphite(options, clock),
                        """
                        servers.web-1.cpu 0.5 1700000001
                        disk.used;datacenter=dc1;rack=a1 42 -1
                        broken
                        x;tag 1 2
                        """);
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "servers_web_1_cpu{} 0.5 @1700000001000",
                        "disk_used{datacenter=\"dc1\", rack=\"a1\"} 42.0 @1700000000000");
        assertThat(result.rejectedSamples()).isEqualTo(2);
    }

    @Test
    void readsGzippedBodies() {
        byte[] body = PushBodies.gzip("a value=1 1".getBytes(StandardCharsets.UTF_8));
        PushReceiver receiver = PushReceiver.influx(options, clock);
        PushRequest request = new PushRequest(ByteBuffer.wrap(body), "", "gzip");
        assertThat(receiver.receive(request, store.session("test")).samples()).isEqualTo(1);
    }

    @Test
    void refusesGzipBombsAndUnknownEncodings() {
        PushReceiver receiver = PushReceiver.influx(new IngestOptions(1 << 20, 8 << 20), clock);
        byte[] bomb = PushBodies.gzip(new byte[7 << 20]);
        assertThatThrownBy(
                        () ->
                                receiver.receive(
                                        new PushRequest(ByteBuffer.wrap(bomb), "", "gzip"),
                                        store.session("test")))
                .hasMessageContaining("more than 200 times");
        assertThatThrownBy(
                        () ->
                                receiver.receive(
                                        new PushRequest(ByteBuffer.wrap(bomb), "", "br"),
                                        store.session("test")))
                .hasMessageContaining("use snappy, gzip, deflate or none");
    }
}

package dev.muninn.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteBatch;
import dev.muninn.testkit.RemoteWrite2Encoder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Fingerprints stand for labels, whatever request they come in. */
final class FingerprintProperties {

    private record Fingerprint(long high, long low) {}

    private final SymbolizedRequestDecoder decoder = new SymbolizedRequestDecoder(1 << 20, 42);

    /** Few names and values, also of each other's text, so that series begin alike. */
    @Provide
    Arbitrary<Labels> series() {
        Arbitrary<String> names = Arbitraries.of("__name__", "a", "b", "ab", "ü");
        Arbitrary<String> values =
                Arbitraries.of("a", "b", "ab", "ba", "__name__", "x".repeat(200));
        return Arbitraries.maps(names, values)
                .ofMaxSize(5)
                .map(
                        map -> {
                            Labels.Builder labels = Labels.builder();
                            map.forEach(labels::set);
                            return labels.build();
                        });
    }

    private WriteBatch decoded(List<Labels> series) {
        RemoteWrite2Encoder encoder = new RemoteWrite2Encoder();
        series.forEach(labels -> encoder.series(labels).sample(1, 2));
        BodyBuffer body = new BodyBuffer();
        body.append(ByteBuffer.wrap(encoder.encode()));
        WriteBatch batch = new WriteBatch();
        decoder.decode(body, batch, new Rejections());
        return batch;
    }

    private static void check(
            WriteBatch batch, List<Labels> series, Map<Fingerprint, Labels> known) {
        for (int i = 0; i < series.size(); i++) {
            Labels before =
                    known.putIfAbsent(
                            new Fingerprint(batch.fingerprintHigh(i), batch.fingerprintLow(i)),
                            series.get(i));
            assertThat(before == null ? series.get(i) : before).isEqualTo(series.get(i));
        }
    }

    @Property(tries = 300)
    void areTheSameForTheSameLabelsAndForNoOthers(
            @ForAll @Size(max = 30) List<@From("series") Labels> first,
            @ForAll @Size(max = 30) List<@From("series") Labels> second) {
        Map<Fingerprint, Labels> known = new HashMap<>();
        check(decoded(first), first, known);
        check(decoded(second), second, known);
        assertThat(known.values()).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void labelsThatAreAskedForAreThoseThatWereSent(
            @ForAll @Size(max = 30) List<@From("series") Labels> series) {
        WriteBatch batch = decoded(series);
        for (int i = series.size() - 1; i >= 0; i--) {
            assertThat(batch.labels(i)).isEqualTo(series.get(i));
        }
    }
}

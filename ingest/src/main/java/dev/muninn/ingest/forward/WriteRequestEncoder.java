package dev.muninn.ingest.forward;

import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.WriteBatch;
import java.util.List;

/** Encodes batches as remote write 1.0 requests, one for each shard; confined to one thread. */
final class WriteRequestEncoder {

    private static final int SERIES = 1;
    private static final int METADATA = 3;

    private final ProtobufOutput[] shards;

    WriteRequestEncoder(int shardCount) {
        shards = new ProtobufOutput[shardCount];
        for (int i = 0; i < shardCount; i++) {
            shards[i] = new ProtobufOutput();
        }
    }

    /** Fills the requests of all shards; a series is always in the same one. */
    void encode(WriteBatch batch) {
        for (ProtobufOutput shard : shards) {
            shard.clear();
        }
        int exemplar = 0;
        List<WriteBatch.SeriesExemplar> exemplars = batch.exemplars();
        for (int i = 0; i < batch.seriesCount(); i++) {
            ProtobufOutput out = shards[shard(batch, i)];
            int series = out.begin(SERIES);
            out.raw(batch.labelBuffer(), batch.labelStart(i), batch.labelEnd(i));
            samples(batch, i, out);
            while (exemplar < exemplars.size() && exemplars.get(exemplar).series() == i) {
                exemplar(exemplars.get(exemplar++).exemplar(), out);
            }
            out.end(series);
        }
        for (MetricMetadata metadata : batch.metadata()) {
            metadata(metadata, shards[0]);
        }
    }

    /** The request of a shard; empty if it has nothing. */
    ProtobufOutput shard(int index) {
        return shards[index];
    }

    private int shard(WriteBatch batch, int series) {
        int hash = 1;
        for (int at = batch.labelStart(series); at < batch.labelEnd(series); at++) {
            hash = 31 * hash + batch.labelBuffer()[at];
        }
        return Math.floorMod(hash, shards.length);
    }

    private static void samples(WriteBatch batch, int series, ProtobufOutput out) {
        for (int j = batch.firstSample(series); j < batch.endSample(series); j++) {
            NativeHistogram histogram = batch.histogram(j);
            if (histogram == null) {
                int sample = out.begin(2);
                out.doubleField(1, batch.value(j));
                out.varintField(2, batch.timestamp(j));
                out.end(sample);
            } else {
                histogram(histogram, batch.timestamp(j), out);
            }
        }
    }

    private static void exemplar(Exemplar exemplar, ProtobufOutput out) {
        int begun = out.begin(3);
        byte[] labels = LabelBytes.encode(exemplar.labels());
        out.raw(labels, 0, labels.length);
        out.doubleField(2, exemplar.value());
        out.varintField(3, exemplar.timestampMillis());
        out.end(begun);
    }

    /** Counts are written as floats, which hold integers exactly as well. */
    private static void histogram(NativeHistogram histogram, long timeMillis, ProtobufOutput out) {
        int begun = out.begin(4);
        out.doubleField(2, histogram.count());
        out.doubleField(3, histogram.sum());
        out.zigzagField(4, histogram.schema());
        out.doubleField(5, histogram.zeroThreshold());
        out.doubleField(7, histogram.zeroCount());
        spans(8, histogram.negativeSpans(), out);
        counts(10, histogram.negativeBuckets(), out);
        spans(11, histogram.positiveSpans(), out);
        counts(13, histogram.positiveBuckets(), out);
        out.varintField(14, histogram.resetHint().ordinal());
        out.varintField(15, timeMillis);
        counts(16, histogram.customBounds(), out);
        out.end(begun);
    }

    private static void spans(int field, int[] spans, ProtobufOutput out) {
        for (int i = 0; i < spans.length; i += 2) {
            int span = out.begin(field);
            out.zigzagField(1, spans[i]);
            out.varintField(2, spans[i + 1]);
            out.end(span);
        }
    }

    private static void counts(int field, double[] values, ProtobufOutput out) {
        if (values.length > 0) {
            int packed = out.begin(field);
            for (double value : values) {
                out.fixed64(Double.doubleToRawLongBits(value));
            }
            out.end(packed);
        }
    }

    private static void metadata(MetricMetadata metadata, ProtobufOutput out) {
        int begun = out.begin(METADATA);
        out.varintField(1, metadata.type().ordinal());
        out.textField(2, metadata.metric());
        out.textField(4, metadata.help());
        out.textField(5, metadata.unit());
        out.end(begun);
    }
}

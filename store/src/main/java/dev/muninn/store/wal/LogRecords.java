package dev.muninn.store.wal;

import dev.muninn.model.Exemplar;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.codec.ChunkCodec;
import java.util.List;
import java.util.function.Consumer;

/** The records of the log, encoded and decoded. Confined to one thread. */
public final class LogRecords {

    static final int SERIES = 1;
    static final int SAMPLE_ROWS = 2;
    static final int RUN = 3;
    static final int EXEMPLAR = 4;
    static final int METADATA = 5;
    static final int FLUSHED = 6;
    static final int END = 7;
    static final int CLOSED = 8;
    static final int PACKED = 9;
    static final int SAMPLE_COLUMNS = 10;
    static final int GAP = 11;

    private static final List<MetricMetadata.Type> TYPES = List.of(MetricMetadata.Type.values());

    /** Takes what records say, in order; samples undecoded, so that other threads can do that. */
    public interface Visitor {

        /** A series with its label bytes in canonical form; they are not to be kept. */
        void series(int ref, byte[] bytes, int from, int to);

        void samples(LoggedSamples record);

        void exemplar(int ref, Exemplar exemplar);

        void metadata(MetricMetadata metadata);

        /** A place of a file that is deleted by now which could not be read. */
        void gap(LogGap gap);
    }

    private LogRecords() {}

    public static void series(int ref, byte[] labels, int from, int to, ByteWriter out) {
        out.u8(SERIES).varint(ref).bytes(labels, from, to - from);
    }

    public static void exemplar(int ref, Exemplar exemplar, ByteWriter out) {
        out.u8(EXEMPLAR).varint(ref).zigzag(exemplar.timestampMillis());
        out.u64(Double.doubleToRawLongBits(exemplar.value()));
        out.bytes(LabelBytes.encode(exemplar.labels()));
    }

    public static void metadata(MetricMetadata metadata, ByteWriter out) {
        out.u8(METADATA).u8(metadata.type().ordinal());
        out.utf8(metadata.metric()).utf8(metadata.help()).utf8(metadata.unit());
    }

    /** Samples of one series of any kind. */
    public static void run(int ref, SampleBuffer samples, ChunkCodec codec, ByteWriter out) {
        out.u8(RUN).varint(ref).varint(samples.size());
        codec.encodeTimes(samples.timestamps(), samples.size(), out);
        codec.encode(samples, 0, samples.size(), out);
    }

    static void flushed(long beforeSegment, long beforeMillis, ByteWriter out) {
        out.u8(FLUSHED).varint(beforeSegment).zigzag(beforeMillis);
    }

    static void gap(LogGap gap, ByteWriter out) {
        out.u8(GAP).utf8(gap.file()).varint(gap.fromOffset()).varint(gap.toOffset());
        out.u64(gap.oldestMillis()).u64(gap.newestMillis());
    }

    static void decode(
            byte[] bytes,
            int from,
            int to,
            Visitor visitor,
            Consumer<LogReplay.Flushed> boundaries) {
        ByteReader in = new ByteReader(bytes, from, to);
        int type = in.u8();
        switch (type) {
            case SERIES -> {
                int ref = (int) in.varint();
                visitor.series(ref, bytes, in.position(), in.end());
            }
            case EXEMPLAR -> {
                int ref = (int) in.varint();
                long time = in.zigzag();
                double value = Double.longBitsToDouble(in.u64());
                Labels labels = LabelBytes.decode(bytes, in.position(), in.remaining());
                visitor.exemplar(ref, new Exemplar(labels, value, time));
            }
            case METADATA -> {
                int kind = in.u8();
                String metric = in.utf8();
                String help = in.utf8();
                MetricMetadata.Type of =
                        kind < TYPES.size() ? TYPES.get(kind) : MetricMetadata.Type.UNKNOWN;
                visitor.metadata(new MetricMetadata(metric, of, help, in.utf8()));
            }
            case FLUSHED -> {
                long segment = in.varint();
                boundaries.accept(new LogReplay.Flushed(segment, in.zigzag()));
            }
            case GAP -> {
                String file = in.utf8();
                visitor.gap(new LogGap(file, in.varint(), in.varint(), in.u64(), in.u64()));
            }
            case END, CLOSED -> {
                // Marks for the reader of files, not for what is in them.
            }
            default ->
                    throw new MuninnException(
                            MuninnException.Kind.CORRUPT, "log record of unknown type " + type);
        }
    }
}

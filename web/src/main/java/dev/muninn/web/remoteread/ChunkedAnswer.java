package dev.muninn.web.remoteread;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.web.http.AnswerBody;
import dev.muninn.web.http.Call;
import java.util.zip.CRC32C;

/** The answer in chunks, series by series, so that none of it but one series is held in memory. */
final class ChunkedAnswer {

    private static final String TYPE =
            "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse";

    /** As large as Prometheus makes a message; a longer series goes on in the next one. */
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final Call call;
    private final SeriesSource source;
    private final AnswerBody body;
    private final SampleBuffer samples = new SampleBuffer();
    private final XorChunk xor = new XorChunk();
    private final HistogramChunk histogram = new HistogramChunk();
    private final ProtoWriter labels = new ProtoWriter();
    private final ProtoWriter label = new ProtoWriter();
    private final ProtoWriter chunk = new ProtoWriter();
    private final ProtoWriter series = new ProtoWriter();
    private final ProtoWriter message = new ProtoWriter();
    private final CRC32C checksum = new CRC32C();

    ChunkedAnswer(Call call, SeriesSource source) {
        this.call = call;
        this.source = source;
        body = call.reply().body(200, TYPE, new JsonBuffer(64 << 10));
    }

    void add(int index, RemoteReadRequest.Question question) {
        try (SeriesSet found =
                source.select(new Selection(question.range(), question.matchers()))) {
            for (int i = 0; i < found.size(); i++) {
                samples.clear();
                found.read(i, samples);
                if (!samples.isEmpty()) {
                    addSeries(index, found.labels(i));
                }
                if (call.isCancelled()) {
                    throw new MuninnException(MuninnException.Kind.CANCELLED, "the client is gone");
                }
            }
        }
    }

    private void addSeries(int index, Labels of) {
        labels.clear();
        for (int i = 0; i < of.size(); i++) {
            label.clear();
            label.string(1, of.name(i));
            label.string(2, of.value(i));
            labels.message(1, label);
        }
        series.clear();
        series.raw(labels);
        int from = 0;
        while (from < samples.size()) {
            int to = from + 1;
            boolean isFloat = samples.histogram(from) == null;
            while (isFloat
                    && to < Math.min(samples.size(), from + XorChunk.MAX_SAMPLES)
                    && samples.histogram(to) == null) {
                to++;
            }
            addChunk(from, to);
            if (series.size() >= MAX_MESSAGE_BYTES && to < samples.size()) {
                send(index);
                series.clear();
                series.raw(labels);
            }
            from = to;
        }
        send(index);
    }

    private void addChunk(int from, int to) {
        var only = samples.histogram(from);
        long[] times = samples.timestamps();
        byte[] bytes =
                only == null
                        ? xor.write(times, samples.values(), from, to)
                        : histogram.write(times[from], only);
        chunk.clear();
        chunk.varint(1, times[from]);
        chunk.varint(2, times[to - 1]);
        chunk.varint(3, only == null ? XorChunk.TYPE : HistogramChunk.TYPE);
        chunk.bytes(4, bytes, bytes.length);
        series.message(2, chunk);
    }

    /** Sends the series so far: its length, its checksum, and itself. */
    private void send(int index) {
        message.clear();
        message.message(1, series);
        message.varint(2, index);
        JsonBuffer out = body.buffer();
        int rest = message.size();
        while (rest > 0x7f) {
            out.raw(new byte[] {(byte) (rest & 0x7f | 0x80)});
            rest >>>= 7;
        }
        checksum.reset();
        checksum.update(message.array(), 0, message.size());
        int sum = (int) checksum.getValue();
        out.raw(
                new byte[] {
                    (byte) rest,
                    (byte) (sum >>> 24),
                    (byte) (sum >>> 16),
                    (byte) (sum >>> 8),
                    (byte) sum
                });
        out.raw(message.array(), 0, message.size());
        body.drain();
    }

    void end() {
        body.end();
    }
}

package dev.muninn.web.remoteread;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.web.http.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** The answer in samples while it is built: messages inside out. */
final class SampledAnswer {

    /** An answer is built in memory: 16 bytes or so each, beside the labels. */
    private static final int MAX_SAMPLES = 5_000_000;

    private final Call call;
    private final SeriesSource source;
    private final ProtoWriter response = new ProtoWriter();
    private final ProtoWriter result = new ProtoWriter();
    private final ProtoWriter series = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final ProtoWriter span = new ProtoWriter();
    private final SampleBuffer samples = new SampleBuffer();
    private int count;

    SampledAnswer(Call call, SeriesSource source) {
        this.call = call;
        this.source = source;
    }

    void add(RemoteReadRequest.Question question) {
        result.clear();
        Selection selection = new Selection(question.range(), question.matchers());
        try (SeriesSet found = source.select(selection)) {
            for (int i = 0; i < found.size(); i++) {
                samples.clear();
                found.read(i, samples);
                if (!samples.isEmpty()) {
                    addSeries(found.labels(i));
                }
                if (call.isCancelled()) {
                    throw new MuninnException(MuninnException.Kind.CANCELLED, "the client is gone");
                }
            }
        }
        response.message(1, result);
    }

    private void addSeries(Labels labels) {
        count += samples.size();
        if (count > MAX_SAMPLES) {
            throw MuninnException.limit(
                    "the answer has more than "
                            + MAX_SAMPLES
                            + " samples: read a shorter range or fewer series");
        }
        series.clear();
        for (int i = 0; i < labels.size(); i++) {
            part.clear();
            part.string(1, labels.name(i));
            part.string(2, labels.value(i));
            series.message(1, part);
        }
        for (int i = 0; i < samples.size(); i++) {
            part.clear();
            @Nullable NativeHistogram histogram = samples.histogram(i);
            if (histogram == null) {
                part.fixed64(1, samples.values()[i]);
                part.varint(2, samples.timestamps()[i]);
            } else {
                addHistogram(histogram, samples.timestamps()[i]);
            }
            series.message(histogram == null ? 2 : 4, part);
        }
        result.message(1, series);
    }

    /** The float form: it holds what both forms hold. */
    private void addHistogram(NativeHistogram histogram, long timeMillis) {
        part.fixed64(2, histogram.count());
        part.fixed64(3, histogram.sum());
        part.zigzag(4, histogram.schema());
        part.fixed64(5, histogram.zeroThreshold());
        part.fixed64(7, histogram.zeroCount());
        addSpans(8, histogram.negativeSpans());
        part.packed(10, histogram.negativeBuckets());
        addSpans(11, histogram.positiveSpans());
        part.packed(13, histogram.positiveBuckets());
        part.varint(
                14,
                switch (histogram.resetHint()) {
                    case UNKNOWN -> 0;
                    case RESET -> 1;
                    case NO_RESET -> 2;
                    case GAUGE -> 3;
                });
        part.varint(15, timeMillis);
        part.packed(16, histogram.customBounds());
    }

    private void addSpans(int field, int[] spans) {
        for (int i = 0; i < spans.length; i += 2) {
            span.clear();
            span.zigzag(1, spans[i]);
            span.varint(2, spans[i + 1]);
            part.message(field, span);
        }
    }

    void send() {
        byte[] packed;
        try {
            packed = Snappy.rawCompress(response.array(), response.size());
        } catch (IOException e) {
            throw new MuninnException(MuninnException.Kind.BUG, "cannot compress an answer", e);
        }
        call.reply().headers().set(HttpHeaders.CONTENT_ENCODING, "snappy");
        call.reply().bytes(200, "application/x-protobuf", Buffer.buffer(packed));
    }
}

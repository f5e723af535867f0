package dev.muninn.web;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.TimeRange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * Prometheus remote read: raw samples for another Prometheus, in the sampled form. One that offers
 * to take streamed chunks takes samples too.
 */
final class RemoteReadRoute {

    private static final String PROTOBUF = "application/x-protobuf";

    /** A question is matchers and two times; this is thousands of them. */
    private static final int MAX_REQUEST_BYTES = 1 << 20;

    /** An answer is built in memory: 16 bytes or so each, beside the labels. */
    private static final int MAX_SAMPLES = 5_000_000;

    private static final String[] OPERATORS = {"=", "!=", "=~", "!~"};

    private record Question(TimeRange range, List<Matcher> matchers) {}

    private final Queries queries;
    private final SeriesSource source;

    RemoteReadRoute(Queries queries, SeriesSource source) {
        this.queries = queries;
        this.source = source;
    }

    List<Route> routes() {
        return List.of(Route.send("/api/v1/read", this::read));
    }

    private void read(Call call) {
        Answer answer = new Answer(call);
        for (Question question : questions(decompressed(call))) {
            answer.add(question);
        }
        byte[] packed;
        try {
            packed = Snappy.rawCompress(answer.response.array(), answer.response.size());
        } catch (IOException e) {
            throw new MuninnException(MuninnException.Kind.BUG, "cannot compress an answer", e);
        }
        call.reply().headers().set(HttpHeaders.CONTENT_ENCODING, "snappy");
        call.reply().bytes(200, PROTOBUF, Buffer.buffer(packed));
    }

    private static byte[] decompressed(Call call) {
        byte[] body = new byte[call.body().remaining()];
        call.body().get(body);
        try {
            // The length stands first and is only a claim: it is looked at before it is believed.
            if (Snappy.uncompressedLength(body) > MAX_REQUEST_BYTES) {
                throw MuninnException.badInput(
                        "a remote read request has at most " + MAX_REQUEST_BYTES + " bytes");
            }
            return Snappy.uncompress(body);
        } catch (IOException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT, "the body is not snappy: send raw blocks", e);
        }
    }

    private List<Question> questions(byte[] request) {
        List<Question> questions = new ArrayList<>();
        ProtoReader reader = new ProtoReader(request);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field == 1) {
                questions.add(question(reader.message()));
            } else {
                reader.skip();
            }
        }
        return questions;
    }

    private Question question(ProtoReader reader) {
        long from = 0;
        long to = 0;
        List<Matcher> matchers = new ArrayList<>();
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> from = reader.number();
                case 2 -> to = reader.number();
                case 3 -> matchers.add(matcher(reader.message()));
                default -> reader.skip();
            }
        }
        if (matchers.isEmpty()) {
            throw MuninnException.badInput("a remote read query needs a matcher");
        }
        return new Question(new TimeRange(from, to), matchers);
    }

    private Matcher matcher(ProtoReader reader) {
        long type = 0;
        String name = "";
        String value = "";
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> type = reader.number();
                case 2 -> name = reader.string();
                case 3 -> value = reader.string();
                default -> reader.skip();
            }
        }
        if (type == 0) {
            return Matcher.equal(name, value);
        }
        if (type == 1) {
            return Matcher.notEqual(name, value);
        }
        if (type < 0 || type >= OPERATORS.length) {
            throw MuninnException.badInput("unknown type of matcher: " + type);
        }
        // The language compiles the expression, so that both doors match alike. A selector must
        // not match everything, hence the second matcher, which is not used.
        String operator = OPERATORS[(int) type];
        String selector = "{" + quoted(name) + operator + quoted(value) + ",x=\"x\"}";
        return queries.parseSelector(selector).stream()
                .filter(parsed -> parsed.kind().operator().equals(operator))
                .findFirst()
                .orElseThrow();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** The response while it is built: messages inside out. */
    private final class Answer {

        private final Call call;
        final ProtoWriter response = new ProtoWriter();
        private final ProtoWriter result = new ProtoWriter();
        private final ProtoWriter series = new ProtoWriter();
        private final ProtoWriter part = new ProtoWriter();
        private final ProtoWriter span = new ProtoWriter();
        private final SampleBuffer samples = new SampleBuffer();
        private int count;

        Answer(Call call) {
            this.call = call;
        }

        void add(Question question) {
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
                        throw new MuninnException(
                                MuninnException.Kind.CANCELLED, "the client is gone");
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
    }
}
